using System.Globalization;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Files;

namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// A folder of backups: <c>sets/TIME</c> has one each, <c>content/AB/CD/KEY</c> the documents of all of them, each
/// once, since content never changes.
/// </summary>
internal sealed class BackupFolder(string path)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    public string Root { get; } = Path.GetFullPath(path);

    private string Sets => Path.Combine(Root, "sets");

    private string Incoming => Path.Combine(Root, "incoming");

    /// <summary>Those with a manifest, the oldest first.</summary>
    public IReadOnlyList<BackupSet> Complete => !Directory.Exists(Sets)
        ? []
        : [.. Directory.EnumerateDirectories(Sets).Where(BackupManifest.IsIn).Where(set => !IsUnfinished(set))
            .Order(StringComparer.Ordinal).Select(set => new BackupSet(set))];

    public string PathOf(string contentKey) =>
        Path.Combine(Root, "content", contentKey[..2], contentKey[2..4], contentKey);

    /// <summary>The files of all documents, in the order of their keys.</summary>
    public IEnumerable<string> Content()
    {
        var content = Path.Combine(Root, "content");
        return !Directory.Exists(content)
            ? []
            : Ordered(Directory.GetDirectories(content))
                .SelectMany(first => Ordered(Directory.GetDirectories(first)))
                .SelectMany(second => Ordered(Directory.GetFiles(second)));

        static IEnumerable<string> Ordered(string[] paths) => paths.Order(StringComparer.Ordinal);
    }

    /// <summary>For one backup at a time. Removes what an interrupted one left.</summary>
    public IDisposable Open()
    {
        PrivateFiles.CreateFolder(Root);
        var mine = Lock();
        foreach (var left in new[] { Sets, Incoming })
        {
            PrivateFiles.CreateFolder(left);
        }

        foreach (var set in Directory.EnumerateDirectories(Sets).Where(IsUnfinished))
        {
            Directory.Delete(set, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(Incoming))
        {
            File.Delete(file);
        }

        return mine;
    }

    /// <summary>The newest backup, or the named one.</summary>
    public BackupSet Find(string? name)
    {
        var sets = Complete;
        if (sets.Count == 0)
        {
            throw CommandException.Usage(
                $"there is no finished backup in {Root}", "One that was interrupted is none: make it again.");
        }

        return name is null
            ? sets[^1]
            : sets.FirstOrDefault(set => set.Name == name) ?? throw CommandException.Usage(
                $"there is no backup {name} in {Root}",
                $"There are: {string.Join(", ", sets.TakeLast(10).Select(set => set.Name))}.");
    }

    /// <summary>A place for a new backup, which is none until <see cref="BackupSet.Finish"/>.</summary>
    public BackupSet Begin(DateTimeOffset now)
    {
        var name = NameOf(now);
        while (Directory.Exists(Path.Combine(Sets, name)))
        {
            now = now.AddSeconds(1);
            name = NameOf(now);
        }

        var place = Path.Combine(Sets, name + BackupSet.Unfinished);
        PrivateFiles.CreateFolder(place);
        return new BackupSet(place);
    }

    /// <summary>Where a document is written to before it stands under its key.</summary>
    public string DraftOf(string contentKey) => Path.Combine(Incoming, contentKey);

    /// <summary>The draft of this key is whole.</summary>
    public void Take(string contentKey)
    {
        var target = PathOf(contentKey);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
        File.Move(DraftOf(contentKey), target, overwrite: true);
    }

    private static string NameOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static bool IsUnfinished(string set) => set.EndsWith(BackupSet.Unfinished, StringComparison.Ordinal);

    private FileStream Lock()
    {
        try
        {
            return new FileStream(
                Path.Combine(Root, "backup.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse)
        {
            throw CommandException.Failed(
                $"another backup into {Root} is at work, or nothing can be written there: {inUse.Message}",
                cause: inUse);
        }
    }
}

/// <summary>One backup: its databases, its list of documents, its manifest.</summary>
internal sealed record BackupSet(string Folder)
{
    /// <summary>Ending of its folder until then.</summary>
    public const string Unfinished = ".unfinished";

    /// <summary>The time when it was begun.</summary>
    public string Name => Path.GetFileName(Folder);

    public string ContentList => PathOf(Backups.ContentList.FileName);

    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>From now on it is a backup.</summary>
    public BackupSet Finish()
    {
        var finished = Folder[..^Unfinished.Length];
        Directory.Move(Folder, finished);
        return new BackupSet(finished);
    }
}
