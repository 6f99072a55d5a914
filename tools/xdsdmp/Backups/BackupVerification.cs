using XdsDmp.CommandLine.Output;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Backups;

/// <summary>Reads all of a backup and compares it with what it says of itself.</summary>
internal sealed class BackupVerification(BackupFolder folder, BackupSet set, BackupManifest manifest)
{
    private readonly BackupFindings _findings = new();

    // 1. databases and the files beside them  2. documents  3. the audit chain
    public async Task<BackupFindings> RunAsync(CancellationToken cancel)
    {
        foreach (var database in manifest.Databases)
        {
            var expected = new BackedUpFile(database.File, database.Size, database.Sha256);
            if (await CheckAsync(expected, cancel) && DatabaseCopy.Problem(set.PathOf(database.File)) is { } problem)
            {
                _findings.Add(NameOf(set.PathOf(database.File)), problem);
            }
        }

        foreach (var file in manifest.Files)
        {
            await CheckAsync(file, cancel);
        }

        await CheckContentAsync(cancel);
        if (manifest.Database("audit") is { } audit
            && _findings.All.All(finding => finding.File != NameOf(set.PathOf(audit.File))))
        {
            _findings.AuditRecords = AuditChain.Check(
                set.PathOf(audit.File), set.PathOf("audit/checkpoint.pub"), set.PathOf("audit/checkpoints.txt"),
                manifest.AuditHead, problem => _findings.Add(NameOf(set.PathOf(audit.File)), problem), cancel);
        }

        return _findings;
    }

    private async Task CheckContentAsync(CancellationToken cancel)
    {
        if (manifest.Content?.List is not { } list || !await CheckAsync(list, cancel))
        {
            return;
        }

        await ProgressBar.RunAsync("documents", manifest.Content.Octets, async progress =>
        {
            foreach (var content in ContentList.Read(set.ContentList))
            {
                var path = folder.PathOf(content.Key);
                var found = await TryMeasureAsync(path, progress, cancel);
                _findings.Check(NameOf(path), new BackedUpFile(content.Key, content.Size, content.Sha256), found);
                _findings.Documents++;
            }

            return true;
        });
    }

    private async Task<bool> CheckAsync(BackedUpFile expected, CancellationToken cancel)
    {
        var path = set.PathOf(expected.File);
        return _findings.Check(NameOf(path), expected, await TryMeasureAsync(path, NoProgress.Instance, cancel));
    }

    private static async Task<BackedUpFile?> TryMeasureAsync(
        string path, IProgress<long> progress, CancellationToken cancel)
    {
        try
        {
            return await FileCopy.MeasureAsync(path, progress, cancel);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string NameOf(string path) => Path.GetRelativePath(folder.Root, path);
}
