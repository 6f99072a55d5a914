using XdsDmp.CommandLine.Output;
using XdsDmp.Repository.Content;
using XdsDmp.Security.Files;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// Puts a backup into an empty place. Until its end each database bears another name, on which services refuse to
/// start; one that was interrupted is done again, and keeps what it had brought.
/// </summary>
internal sealed class Restoration(BackupFolder folder, BackupSet set, BackupManifest manifest, BackupPlace place)
{
    private readonly BackupFindings _findings = new();

    private IEnumerable<(PlacedDatabase Place, BackedUpDatabase Copy)> Databases =>
        manifest.Databases.Join(
            place.Databases, copy => copy.Name, there => there.Name, (copy, there) => (there, copy));

    // 1. may it be done  2. nobody starts on it from now on  3. documents  4. databases, brought to this version
    // 5. the audit chain  6. files beside  7. the databases get their names: audit, repository, registry
    public async Task<BackupFindings> RunAsync(CancellationToken cancel)
    {
        CheckVersions();
        CheckParts();
        if (IsUnfinished && Databases.Any(it => File.Exists(it.Place.File)))
        {
            // Interrupted between two of the last steps: everything has been verified.
            TakeNames();
            return _findings;
        }

        using var archive = manifest.Content is { IsCopied: true } ? ContentArchive.Open(place.Settings) : null;
        await CheckEmptyAsync(archive, cancel);
        Mark();
        if (manifest.Content is { } content && archive is not null)
        {
            await RestoreContentAsync(content, archive, cancel);
        }

        foreach (var (there, copy) in Databases)
        {
            await RestoreDatabaseAsync(there, copy, cancel);
        }

        await RestoreFilesAsync(cancel);
        CheckAudit(cancel);
        TakeNames();
        return _findings;
    }

    private void TakeNames()
    {
        FlushAll();
        foreach (var (there, _) in Databases.Reverse().Where(it => !File.Exists(it.Place.File)))
        {
            File.Move(Database.UnfinishedPathOf(there.File), there.File);
        }

        FlushAll();
    }

    private void CheckVersions()
    {
        foreach (var (there, copy) in Databases.Where(it => TableVersions.IsNewer(it.Place, it.Copy.Tables)))
        {
            throw CommandException.Usage(
                $"the {copy.Name} database of {set.Name} was written by a newer version ({manifest.Program}): "
                + TableVersions.Difference(there, copy.Tables),
                "Restore it with that version.");
        }
    }

    private void CheckParts()
    {
        if (manifest.Databases.FirstOrDefault(copy => place.Databases.All(there => there.Name != copy.Name)
            && copy.Name != "client") is { } homeless)
        {
            throw CommandException.Usage(
                $"the backup has a {homeless.Name} database, and the settings name no place for it",
                "Name the configuration file of that service as well (--configuration).");
        }
    }

    /// <summary>What is there was confirmed to somebody: nothing is overwritten or mixed.</summary>
    private async Task CheckEmptyAsync(ContentArchive? archive, CancellationToken cancel)
    {
        foreach (var (there, _) in Databases.Where(it => File.Exists(it.Place.File) && !IsUnfinished))
        {
            throw CommandException.Usage(
                $"{there.File} is there already", "A backup is restored into an empty place only.");
        }

        if (archive is not null && !IsUnfinished)
        {
            await foreach (var content in archive.Store.ListAsync(cancel))
            {
                throw CommandException.Usage(
                    $"the content store has documents already, among them {content.Key}",
                    "A backup is restored into an empty place only.");
            }
        }
    }

    /// <summary>A restore into this place was interrupted.</summary>
    private bool IsUnfinished => Databases.Any(it => File.Exists(Database.UnfinishedPathOf(it.Place.File)));

    private void Mark()
    {
        foreach (var (there, _) in Databases)
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(there.File)!);
            using var mark = new FileStream(
                Database.UnfinishedPathOf(there.File),
                PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.Write));
            mark.Flush(flushToDisk: true);
        }
    }

    private async Task RestoreContentAsync(
        BackedUpContent content, ContentArchive archive, CancellationToken cancel)
    {
        if (content.List is not { } list)
        {
            return;
        }

        var found = await FileCopy.MeasureAsync(set.ContentList, NoProgress.Instance, cancel);
        if (!_findings.Check(NameOf(set.ContentList), list, found))
        {
            throw CommandException.Failed(
                $"{set.ContentList} is damaged: it says which documents there are", "Use another backup.");
        }

        var restoration = new ContentRestoration(folder, archive.Store, _findings);
        await ProgressBar.RunAsync("documents", content.Octets, async progress =>
        {
            await restoration.RunAsync(ContentList.Read(set.ContentList), progress, cancel);
            return true;
        });
    }

    private async Task RestoreDatabaseAsync(PlacedDatabase there, BackedUpDatabase copy, CancellationToken cancel)
    {
        var target = Database.UnfinishedPathOf(there.File);
        var source = set.PathOf(copy.File);
        File.Delete(target);
        var expected = new BackedUpFile(copy.File, copy.Size, copy.Sha256);
        var found = File.Exists(source)
            ? await ProgressBar.RunAsync(
                $"{copy.Name} database", copy.Size, progress => FileCopy.CopyAsync(source, target, progress, cancel))
            : null;
        if (!_findings.Check(NameOf(source), expected, found) || DatabaseCopy.Problem(target) is not null)
        {
            // The place stays one that is being restored.
            Mark();
            throw CommandException.Failed(
                $"{source} is damaged or missing; nothing can be put together without it",
                "Use another backup: restore --set.");
        }

        MigrationRunner.Migrate(new Database(target), [.. there.Tables]);
        DatabaseCopy.MakeSingle(target);
    }

    private async Task RestoreFilesAsync(CancellationToken cancel)
    {
        var files = new ExtraFiles(place, withConfiguration: true);
        foreach (var file in manifest.Files)
        {
            var source = set.PathOf(file.File);
            var found = File.Exists(source)
                ? await FileCopy.MeasureAsync(source, NoProgress.Instance, cancel)
                : null;
            if (_findings.Check(NameOf(source), file, found) && files.TargetOf(file.File) is { } target
                && !File.Exists(target))
            {
                PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
                await FileCopy.CopyAsync(source, target, NoProgress.Instance, cancel);
            }
        }
    }

    private void CheckAudit(CancellationToken cancel)
    {
        if (place.Audit is not { } audit || manifest.Database("audit") is null)
        {
            return;
        }

        _findings.AuditRecords = AuditChain.Check(
            Database.UnfinishedPathOf(audit.File), set.PathOf("audit/checkpoint.pub"),
            set.PathOf("audit/checkpoints.txt"), manifest.AuditHead,
            problem => _findings.Add(NameOf(set.PathOf(audit.FileName)), problem), cancel);
    }

    private void FlushAll()
    {
        foreach (var (there, _) in Databases)
        {
            FileSystemFlush.Of(Path.GetDirectoryName(there.File)!);
        }
    }

    private string NameOf(string path) => Path.GetRelativePath(folder.Root, path);
}
