using System.Data.Common;
using System.Reflection;
using XdsDmp.Atna;
using XdsDmp.Atna.Storage;
using XdsDmp.CommandLine.Output;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;
using XdsDmp.Security.Files;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// One backup of services that may be running: four moments, one after the other, so chosen that what was confirmed
/// before the first is in all of them.
/// </summary>
/// <param name="place">What is copied.</param>
/// <param name="folder">Where to.</param>
/// <param name="options">How much of it.</param>
internal sealed class BackupRun(BackupPlace place, BackupFolder folder, BackupOptions options)
{
    private readonly ExtraFiles _files = new(place, options.WithConfiguration);
    private readonly List<BackedUpDatabase> _databases = [];

    /// <summary>What the backup tells of itself, and the folder that holds it.</summary>
    public async Task<(BackupSet Set, BackupManifest Manifest)> RunAsync(CancellationToken cancel)
    {
        CheckVersions();
        using var mine = folder.Open();
        await TellAuditAsync();
        var before = folder.Complete;
        var set = folder.Begin(TimeProvider.System.GetUtcNow());
        try
        {
            var manifest = await FillAsync(set, before.Count == 0 ? null : before[^1], cancel);
            FileSystemFlush.Of(folder.Root);
            manifest.Write(set.Folder);
            FileSystemFlush.Of(folder.Root);
            var finished = set.Finish();
            FileSystemFlush.Of(folder.Root);
            return (finished, manifest);
        }
        catch
        {
            TryRemove(set);
            throw;
        }
    }

    // 1. what is published now  2. the registry, then the repository: every entry of the one has its document in the
    // other  3. documents that were registered in between go off the list  4. the octets of what remains; what was
    // removed meanwhile goes off the list, too  5. the audit records: of everything above, and more
    private async Task<BackupManifest> FillAsync(BackupSet set, BackupSet? before, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetUtcNow();
        using var live = place.Repository is { } repository ? new DocumentList(repository.File) : null;
        var published = live?.Mark(begun);
        await CopyAsync(place.Registry, set, cancel);
        await CopyAsync(place.Repository, set, cancel);
        var content = live is null ? null : await ContentAsync(set, before, live, published!, cancel);
        var files = await FilesAsync(set, cancel);
        await CopyAsync(place.Audit, set, cancel);
        await CopyAsync(place.Databases.FirstOrDefault(database => database.Name == "client"), set, cancel);
        return new BackupManifest
        {
            Program = $"xdsdmp {ProgramVersion}",
            BegunAt = begun,
            EndedAt = TimeProvider.System.GetUtcNow(),
            RepositoryUniqueId = place.RepositoryUniqueId,
            Databases = [.. await MeasuredAsync(set, cancel)],
            Content = content,
            AuditHead = place.Audit is { } audit ? HeadOf(set.PathOf(audit.FileName)) : null,
            Files = files,
            LeftOut = [.. _files.LeftOut(), .. LeftOutOf(content)],
        };
    }

    private static string ProgramVersion => typeof(BackupRun).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Tables of another version would be compared wrongly, or lack what is compared.</summary>
    private void CheckVersions()
    {
        foreach (var database in place.Databases)
        {
            if (!File.Exists(database.File))
            {
                if (!database.IsOptional)
                {
                    throw CommandException.Usage(
                        $"there is no {database.Name} database at {database.File}",
                        "Name the data folder (--data DIR) or the services' configuration files (--configuration).");
                }
            }
            else if (TableVersions.Difference(database, AppliedMigrations.Of(database.File)) is { } difference)
            {
                throw CommandException.Usage(
                    $"{database.File} is of another version of this program: {difference}",
                    "Make the backup with the version that the services run with.");
            }
        }
    }

    /// <summary>All that the services hold leaves them: the audit records tell of it, these included.</summary>
    private async Task TellAuditAsync()
    {
        if (place.Audit is not { } audit)
        {
            return;
        }

        try
        {
            using var access = OperatorAccess.Open(audit.File, Environment.UserName);
            await access.TellLogUsedAsync($"backup --to {folder.Root}");
        }
        catch (Exception unwritable) when (unwritable is DbException or InvalidOperationException)
        {
            throw CommandException.Failed(
                $"no backup is made, since it cannot be recorded in {audit.File}: {unwritable.Message}",
                "Run it as the account of the services.", unwritable);
        }
    }

    private async Task CopyAsync(PlacedDatabase? database, BackupSet set, CancellationToken cancel)
    {
        if (database is null || !File.Exists(database.File))
        {
            return;
        }

        var target = set.PathOf(database.FileName);
        var copiedAt = TimeProvider.System.GetUtcNow();
        await ProgressBar.RunAsync(
            $"{database.Name} database", new FileInfo(database.File).Length, progress => Task.Run(
                () =>
                {
                    DatabaseCopy.Take(database.File, target, progress, cancel);
                    return true;
                },
                cancel));
        if (DatabaseCopy.Problem(target) is { } problem)
        {
            throw CommandException.Failed(
                $"the {database.Name} database {database.File} is damaged: {problem}",
                "Nothing was backed up. Restore an earlier backup.");
        }

        _databases.Add(new BackedUpDatabase(
            database.Name, database.FileName, 0, "", copiedAt, AppliedMigrations.Of(target)));
    }

    private async Task<BackedUpContent> ContentAsync(
        BackupSet set, BackupSet? before, DocumentList live, DocumentListMark published, CancellationToken cancel)
    {
        var copy = set.PathOf(place.Repository!.FileName);
        using var archive = ContentArchive.Open(place.Settings);
        var isInside = archive.Kind.ToString() == "Sql";
        var agreement = place.Registry is { } registry && place.RepositoryUniqueId is { } repository
            ? new DocumentAgreement(set.PathOf(registry.FileName), copy, repository)
            : null;
        var meanwhile = agreement?.RegisteredMeanwhile(published) ?? [];
        await DropAsync(copy, meanwhile, isInside);
        var isCopied = options.WithContent ?? archive.Kind == ContentStoreKind.Disk;
        var contents = isInside || !isCopied
            ? null
            : await ContentsAsync(set, before, live, archive, cancel);
        await DropAsync(copy, contents?.Removed ?? [], isInside);
        var (entries, first) = agreement?.EntriesWithoutDocument() ?? (0, []);
        using var documents = new DocumentList(copy);
        var (count, octets) = documents.Totals;
        return new BackedUpContent
        {
            Store = archive.Kind.ToString(),
            IsCopied = contents is not null,
            List = contents is null
                ? null
                : await FileCopy.MeasureAsync(set.ContentList, NoProgress.Instance, cancel),
            Documents = count,
            Octets = octets,
            CopiedDocuments = contents?.CopiedDocuments ?? 0,
            CopiedOctets = contents?.CopiedOctets ?? 0,
            OpenSubmissions = documents.Intents,
            RegisteredMeanwhile = meanwhile.Count,
            RemovedMeanwhile =
                [.. (contents?.Removed ?? []).Where(document => document.IsPublished).Select(it => it.UniqueId)],
            EntriesWithoutDocument = entries,
            FirstEntriesWithoutDocument = first,
            Damaged = contents?.Damaged ?? [],
        };
    }

    private async Task<ContentBackup> ContentsAsync(
        BackupSet set, BackupSet? before, DocumentList live, ContentArchive archive, CancellationToken cancel)
    {
        var contents = new ContentBackup(folder, archive, live);
        using var documents = new DocumentList(set.PathOf(place.Repository!.FileName));
        var known = before is not null && File.Exists(before.ContentList) ? ContentList.Read(before.ContentList) : [];
        return await ProgressBar.RunAsync("documents", documents.Totals.Octets, async progress =>
        {
            await contents.RunAsync(documents, known, set.ContentList, progress, cancel);
            return contents;
        });
    }

    private static Task DropAsync(string copy, IReadOnlyCollection<ListedDocument> documents, bool isInside) =>
        documents.Count == 0
            ? Task.CompletedTask
            : DocumentList.DropAsync(
                copy, documents, isInside, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    private async Task<IReadOnlyList<BackedUpFile>> FilesAsync(BackupSet set, CancellationToken cancel)
    {
        var files = new List<BackedUpFile>();
        foreach (var (source, name) in _files.All())
        {
            var target = set.PathOf(name);
            PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
            var copy = await FileCopy.CopyAsync(source, target, NoProgress.Instance, cancel);
            files.Add(copy with { File = name, Source = source });
        }

        return files;
    }

    /// <summary>Nothing changes the copies any more.</summary>
    private async Task<IReadOnlyList<BackedUpDatabase>> MeasuredAsync(BackupSet set, CancellationToken cancel)
    {
        var measured = new List<BackedUpDatabase>();
        foreach (var database in _databases)
        {
            var path = set.PathOf(database.File);
            DatabaseCopy.MakeSingle(path);
            var copy = await FileCopy.MeasureAsync(path, NoProgress.Instance, cancel);
            measured.Add(database with { Size = copy.Size, Sha256 = copy.Sha256 });
        }

        return measured;
    }

    private static string? HeadOf(string auditCopy)
    {
        using var archive = AuditArchive.Open(auditCopy);
        return archive.Head()?.ToString();
    }

    private IEnumerable<string> LeftOutOf(BackedUpContent? content)
    {
        if (content is { IsCopied: false, Store: not "Sql" })
        {
            yield return $"the documents themselves: they stay in the content store {content.Store} "
                + $"({place.Settings["Repository:S3:Bucket"] ?? place.Settings["Repository:ContentFolder"]})";
        }
    }

    /// <summary>Best effort: what is left is no backup, and the next one takes it away.</summary>
    private static void TryRemove(BackupSet set)
    {
        try
        {
            Directory.Delete(set.Folder, recursive: true);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            Screen.Warn($"{set.Folder} could not be removed: {kept.Message}");
        }
    }
}

/// <param name="WithConfiguration">Settings, certificates and their keys as well.</param>
/// <param name="WithContent">The octets of documents; null: of a disk.</param>
internal sealed record BackupOptions(bool WithConfiguration, bool? WithContent);
