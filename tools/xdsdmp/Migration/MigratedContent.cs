using System.Globalization;
using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;

namespace XdsDmp.CommandLine.Migration;

/// <summary>
/// The octets of documents from one content store to another, as they are stored: what is encrypted stays encrypted.
/// </summary>
internal sealed class MigratedContent : IDisposable
{
    private readonly ContentArchive _from;
    private readonly ContentArchive _to;
    private readonly DocumentList _list;

    private MigratedContent(ContentArchive from, ContentArchive to, DocumentList list)
    {
        _from = from;
        _to = to;
        _list = list;
    }

    /// <summary>What is in tables of the source goes elsewhere: these tables are not copied.</summary>
    public bool LeavesTables => _from.Kind == ContentStoreKind.Sql || _to.Kind == ContentStoreKind.Sql;

    /// <summary>Null: documents stay where they are, or go with the database that they are in.</summary>
    public static Task<MigratedContent?> OpenAsync(BackupPlace from, BackupPlace to, CancellationToken cancel)
    {
        if (from.Repository is not { IsServer: false } database || PlaceOf(from) == PlaceOf(to))
        {
            return Task.FromResult<MigratedContent?>(null);
        }

        cancel.ThrowIfCancellationRequested();
        return Task.FromResult<MigratedContent?>(new MigratedContent(
            ContentArchive.Open(from.Settings), ContentArchive.Open(to.Settings), new DocumentList(database.File)));
    }

    public async Task CopyAsync(MigrationResult result, CancellationToken cancel)
    {
        var here = await HereAsync(cancel);
        var (_, octets) = _list.Totals;
        await ProgressBar.RunAsync("documents", octets, async progress =>
        {
            foreach (var document in _list.ByContentKey())
            {
                cancel.ThrowIfCancellationRequested();
                await CopyAsync(document, here, result, cancel);
                progress.Report(document.Content.Size);
            }

            return true;
        });
    }

    public void Dispose()
    {
        _list.Dispose();
        _from.Dispose();
        _to.Dispose();
    }

    /// <summary>Where octets lie, in words that are equal for equal places.</summary>
    private static string PlaceOf(BackupPlace place)
    {
        var repository = place.Settings.GetSection("Repository");
        var kind = repository["ContentStore"] is { Length: > 0 } named ? named : nameof(ContentStoreKind.Disk);
        return Enum.TryParse<ContentStoreKind>(kind, ignoreCase: true, out var store) ? store switch
        {
            ContentStoreKind.Disk => $"Disk {Path.GetFullPath(repository["ContentFolder"] ?? "documents")}",
            ContentStoreKind.S3 =>
                $"S3 {repository["S3:Endpoint"]} {repository["S3:Bucket"]} {repository["S3:Prefix"]}",
            _ => "Sql",
        }
        : kind;
    }

    /// <summary>What an interrupted run has brought whole; what belongs to somebody else is refused.</summary>
    private async Task<Dictionary<UInt128, long>> HereAsync(CancellationToken cancel)
    {
        var here = new Dictionary<UInt128, long>();
        await foreach (var content in _to.Store.ListAsync(cancel))
        {
            if (!_list.Owns(content.Key))
            {
                throw CommandException.Usage(
                    $"the new content store has documents of others, among them {content.Key}",
                    "Only an empty one is filled.");
            }

            if (!content.IsStaged)
            {
                here[NumberOf(content.Key)] = content.Size;
            }
        }

        return here;
    }

    private async Task CopyAsync(
        ListedDocument document, Dictionary<UInt128, long> here, MigrationResult result, CancellationToken cancel)
    {
        var key = document.Content.Key;
        var size = ContentArchive.StoredSizeOf(document.Content);
        if (here.TryGetValue(NumberOf(key), out var found) && found == size)
        {
            result.WereHere++;
            return;
        }

        await using var octets = await _from.OpenAsync(key, cancel);
        if (octets is null)
        {
            result.Damaged.Add($"document {document.UniqueId}: its octets are missing");
            return;
        }

        // What an interrupted run left may not be whole.
        await _to.Store.RemoveAsync(key, cancel);
        using var measured = new HashingStream(octets);
        await _to.Store.WriteAsync(key, measured, cancel);
        if (await ProblemAsync(document, size, measured, result, cancel) is { } problem)
        {
            await _to.Store.RemoveAsync(key, cancel);
            result.Damaged.Add($"document {document.UniqueId}: {problem}");
            return;
        }

        await _to.Store.PublishAsync(key, cancel);
        result.Documents++;
        result.Octets += measured.Size;
    }

    private async Task<string?> ProblemAsync(
        ListedDocument document, long size, HashingStream measured, MigrationResult result, CancellationToken cancel)
    {
        if (measured.Size != size)
        {
            return $"it has {measured.Size} octets instead of {size}";
        }

        if (document.Content.Seal is null)
        {
            return measured.Sha256() == Convert.ToHexStringLower(document.Content.Sha256)
                ? null
                : "its SHA-256 is not the one that was stored";
        }

        if (_from.CanUnseal(document.Content))
        {
            return await _from.ProblemOfSealedAsync(document.Content, cancel);
        }

        result.Sealed++;
        return null;
    }

    private static UInt128 NumberOf(string key) =>
        UInt128.TryParse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
