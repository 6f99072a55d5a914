using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;

namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// Brings the documents of a list into a folder of backups: each once, compared with its hash while it is copied. One
/// that is damaged or cannot be read is told and does not stop the others.
/// </summary>
internal sealed class ContentBackup(BackupFolder folder, ContentArchive archive, DocumentList live)
{
    private readonly List<DamagedDocument> _damaged = [];
    private readonly List<ListedDocument> _removed = [];
    private long _copied;
    private long _copiedOctets;

    public IReadOnlyList<DamagedDocument> Damaged => _damaged;

    /// <summary>Removed from the live list since it was copied.</summary>
    public IReadOnlyList<ListedDocument> Removed => _removed;

    public long CopiedDocuments => _copied;

    public long CopiedOctets => _copiedOctets;

    // The list and the one of the backup before are both in the order of the keys: what both have was copied then.
    public async Task RunAsync(
        DocumentList documents, IEnumerable<ListedContent> before, string listFile, IProgress<long> progress,
        CancellationToken cancel)
    {
        using var earlier = before.GetEnumerator();
        var hasEarlier = earlier.MoveNext();
        await using var list = ContentList.Create(listFile);
        foreach (var document in documents.ByContentKey())
        {
            cancel.ThrowIfCancellationRequested();
            while (hasEarlier && string.CompareOrdinal(earlier.Current.Key, document.Content.Key) < 0)
            {
                hasEarlier = earlier.MoveNext();
            }

            var known = hasEarlier && earlier.Current.Key == document.Content.Key ? earlier.Current : null;
            if (await ListedAsync(document, known, cancel) is { } listed)
            {
                ContentList.Add(list, listed);
            }

            progress.Report(document.Content.Size);
        }
    }

    private async Task<ListedContent?> ListedAsync(
        ListedDocument document, ListedContent? known, CancellationToken cancel)
    {
        var (key, size) = (document.Content.Key, ContentArchive.StoredSizeOf(document.Content));
        var copy = new FileInfo(folder.PathOf(key));
        if (copy.Exists && copy.Length == size && (known ?? await LeftAsync(document, copy, cancel)) is { } listed)
        {
            return listed;
        }

        try
        {
            return await CopyAsync(document, size, cancel);
        }
        catch (IOException unreadable) when (unreadable is not BackupFolderException)
        {
            return Tell(document, unreadable.Message);
        }
    }

    /// <summary>
    /// Copied by a backup that was interrupted: it may not have come to the disk. What is sealed is copied again, since
    /// nobody knows what its octets should be.
    /// </summary>
    private static async Task<ListedContent?> LeftAsync(
        ListedDocument document, FileInfo copy, CancellationToken cancel)
    {
        if (document.Content.Seal is not null)
        {
            return null;
        }

        var listed = Listed(
            document.Content.Key, await FileCopy.MeasureAsync(copy.FullName, NoProgress.Instance, cancel));
        return listed.Sha256 == Convert.ToHexStringLower(document.Content.Sha256) ? listed : null;
    }

    private async Task<ListedContent?> CopyAsync(ListedDocument document, long size, CancellationToken cancel)
    {
        var key = document.Content.Key;
        await using var octets = await archive.OpenAsync(key, cancel);
        if (octets is null)
        {
            return Gone(document);
        }

        var draft = folder.DraftOf(key);
        var copy = await WriteAsync(octets, draft, cancel);
        if (await ProblemAsync(document, copy, size, cancel) is { } problem)
        {
            File.Delete(draft);
            return live.Owns(key) ? Tell(document, problem) : Gone(document);
        }

        folder.Take(key);
        _copied++;
        _copiedOctets += copy.Size;
        return Listed(key, copy);
    }

    /// <summary>Trouble with the folder of backups ends the backup: it concerns all that is to come as well.</summary>
    private static async Task<BackedUpFile> WriteAsync(Stream octets, string draft, CancellationToken cancel)
    {
        var source = new GuardedSource(octets);
        try
        {
            return await FileCopy.WriteAsync(source, draft, NoProgress.Instance, cancel);
        }
        catch (IOException failure) when (!source.HasFailed)
        {
            throw new BackupFolderException($"{draft} cannot be written: {failure.Message}", failure);
        }
    }

    private async Task<string?> ProblemAsync(
        ListedDocument document, BackedUpFile copy, long size, CancellationToken cancel)
    {
        if (copy.Size != size)
        {
            return $"it has {copy.Size} octets instead of {size}";
        }

        if (document.Content.Seal is null)
        {
            return copy.Sha256 == Convert.ToHexStringLower(document.Content.Sha256)
                ? null
                : "its SHA-256 is not the one that was stored";
        }

        return archive.CanUnseal(document.Content)
            ? await archive.ProblemOfSealedAsync(document.Content, cancel)
            : null;
    }

    /// <summary>Removed by its service meanwhile, or missing.</summary>
    private ListedContent? Gone(ListedDocument document)
    {
        if (live.Owns(document.Content.Key))
        {
            return Tell(document, "it is missing");
        }

        _removed.Add(document);
        return null;
    }

    private ListedContent? Tell(ListedDocument document, string problem)
    {
        _damaged.Add(new DamagedDocument(document.UniqueId, document.Content.Key, problem));
        return null;
    }

    private static ListedContent Listed(string key, BackedUpFile copy) => new(key, copy.Size, copy.Sha256);
}
