using System.Buffers;
using System.Data.Common;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Content in the repository's own database, for small sites: one file is all there is to keep. It goes in and out in
/// pieces, each in a transaction of its own, so that a large document neither holds up the one writer nor keeps the
/// write-ahead log from shrinking.
/// </summary>
/// <param name="writer">Of the repository's database; asked for when something is to be written.</param>
/// <param name="readers">Of the same.</param>
/// <param name="space">On its disk; null: that is another machine's.</param>
/// <param name="logBytes">How large its write-ahead log is.</param>
/// <param name="clock">Says since when something is staged.</param>
internal sealed class SqlContentStore(
    Func<GroupCommitWriter> writer, ReaderPool readers, DiskSpace? space, Func<long> logBytes, TimeProvider clock)
    : IContentStore
{
    /// <summary>One row: small enough not to become a large object each time it is read.</summary>
    internal const int ChunkBytes = 64 * 1024;

    /// <summary>In one transaction at most.</summary>
    private const int ChunksWritten = 16, ChunksRemoved = 64;

    private const int RowsListed = 1000;

    /// <summary>
    /// The log is emptied in the background once it is large, which documents that arrive without a pause would
    /// prevent: beyond this they wait for it, and not for ever, since a reader may hold it up.
    /// </summary>
    private const long MaxLogBytes = 320L * 1024 * 1024;

    private static readonly TimeSpan LogStep = TimeSpan.FromMilliseconds(20), LogPatience = TimeSpan.FromSeconds(3);

    public async ValueTask WriteAsync(string key, Stream octets, CancellationToken cancel)
    {
        long content = 0;
        try
        {
            space?.Demand();
            await foreach (var piece in PiecesAsync(octets, cancel))
            {
                var now = clock.GetUtcNow().ToUnixTimeSeconds();
                content = await CommitAsync(
                    key, session => SqlContentRows.Append(session, key, content, piece, now));
                if (!piece.IsLast)
                {
                    space?.Demand();
                    await LogIsSmallAsync(cancel);
                }
            }
        }
        catch when (content != 0)
        {
            await TryRemoveAsync(key);
            throw;
        }
    }

    public async ValueTask PublishAsync(string key, CancellationToken cancel)
    {
        if (!await CommitAsync(key, session => SqlContentRows.Publish(session, key)))
        {
            throw new IOException($"there is no content under the key {key}");
        }
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancel)
    {
        while (await CommitAsync(key, session => SqlContentRows.RemoveSome(session, key, ChunksRemoved)))
        {
            await LogIsSmallAsync(cancel);
        }
    }

    public ValueTask<IContent?> OpenAsync(string key, CancellationToken cancel) => ValueTask.FromResult<IContent?>(
        SqlContentRows.Find(readers, key) is { } row ? new SqlContent(readers, row) : null);

    public IAsyncEnumerable<StagedKey> StagedAsync(CancellationToken cancel) =>
        Pages(SqlContentRows.Unpublished, staged => staged.Key).ToAsyncEnumerable();

    public IAsyncEnumerable<StoredContent> ListAsync(CancellationToken cancel) =>
        Pages(SqlContentRows.All, content => content.Key).ToAsyncEnumerable();

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new StoreHealth(space?.Free, space?.Trouble));

    /// <summary>
    /// A small document is one piece; the pieces of a large one hold what one transaction takes. The octets of a piece
    /// are good until the next is asked for.
    /// </summary>
    private static async IAsyncEnumerable<SqlContentPiece> PiecesAsync(
        Stream octets, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var most = ChunkBytes;
            for (long at = 0; ; at += most)
            {
                if (at == ChunkBytes)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    most = ChunksWritten * ChunkBytes;
                    buffer = ArrayPool<byte>.Shared.Rent(most);
                }

                var read = await octets.ReadAtLeastAsync(
                    buffer.AsMemory(0, most), most, throwOnEndOfStream: false, cancel);
                yield return new SqlContentPiece(at, buffer.AsMemory(0, read), IsLast: read < most);
                if (read < most)
                {
                    yield break;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private IEnumerable<T> Pages<T>(Func<ReadSession, string, int, List<T>> read, Func<T, string> keyOf)
    {
        var after = "";
        while (true)
        {
            var page = SqlContentRows.Guarded(() => readers.Read(session => read(session, after, RowsListed)));
            foreach (var content in page)
            {
                yield return content;
            }

            if (page.Count < RowsListed)
            {
                yield break;
            }

            after = keyOf(page[^1]);
        }
    }

    private async Task LogIsSmallAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        for (var waited = TimeSpan.Zero; logBytes() > MaxLogBytes && waited < LogPatience; waited += LogStep)
        {
            await Task.Delay(LogStep, cancel);
        }
    }

    private async Task<T> CommitAsync<T>(string key, Func<WriteSession, T> work)
    {
        try
        {
            return await writer().WriteAsync(work, WriteKeys.Of("content", key));
        }
        catch (DbException failure)
        {
            throw SqlContentRows.Failure(failure);
        }
    }

    /// <summary>What cannot be removed now is listed as staged at the next start.</summary>
    private async Task TryRemoveAsync(string key)
    {
        try
        {
            await RemoveAsync(key, CancellationToken.None);
        }
        catch (Exception later) when (later is IOException or StoreBusyException)
        {
            // The failure that led here is the one to tell.
        }
    }
}
