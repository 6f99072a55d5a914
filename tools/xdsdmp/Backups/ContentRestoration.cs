using XdsDmp.Repository.Content;

namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// Brings documents back into a content store, under the keys that they had, each compared on its way.
/// </summary>
internal sealed class ContentRestoration(BackupFolder folder, IContentStore store, BackupFindings findings)
{
    public async Task RunAsync(
        IEnumerable<ListedContent> contents, IProgress<long> progress, CancellationToken cancel)
    {
        foreach (var content in contents)
        {
            await RestoreAsync(content, cancel);
            findings.Documents++;
            progress.Report(content.Size);
        }
    }

    private async Task RestoreAsync(ListedContent content, CancellationToken cancel)
    {
        var path = folder.PathOf(content.Key);
        var expected = new BackedUpFile(content.Key, content.Size, content.Sha256);
        var name = Path.GetRelativePath(folder.Root, path);
        if (!File.Exists(path))
        {
            findings.Check(name, expected, null);
            return;
        }

        // What an interrupted restore brought may not have come to the disk.
        await store.RemoveAsync(content.Key, cancel);
        await using var file = File.OpenRead(path);
        using var measured = new HashingStream(file);
        await store.WriteAsync(content.Key, measured, cancel);
        if (findings.Check(name, expected, new BackedUpFile(content.Key, measured.Size, measured.Sha256())))
        {
            await store.PublishAsync(content.Key, cancel);
        }
        else
        {
            await store.RemoveAsync(content.Key, cancel);
        }
    }
}
