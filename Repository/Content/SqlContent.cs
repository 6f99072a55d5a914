using XdsDmp.Sql;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Open content of the <see cref="SqlContentStore"/>: one chunk of it in memory, and no transaction open between reads.
/// </summary>
internal sealed class SqlContent(ReaderPool readers, SqlContentRow content) : IContent
{
    private byte[] _chunk = [];
    private long _number = -1;

    public long Size => content.Size;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancel)
    {
        if (offset >= content.Size)
        {
            return ValueTask.FromResult(0);
        }

        var (number, start) = Math.DivRem(offset, content.ChunkBytes);
        if (number != _number)
        {
            _chunk = Read(number);
            _number = number;
        }

        var piece = _chunk.AsMemory((int)start);
        piece = piece[..Math.Min(piece.Length, buffer.Length)];
        piece.CopyTo(buffer);
        return ValueTask.FromResult(piece.Length);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private byte[] Read(long number)
    {
        var octets = SqlContentRows.Chunk(readers, content.Id, number);
        var expected = Math.Min(content.ChunkBytes, content.Size - (number * content.ChunkBytes));
        return octets?.Length == expected
            ? octets
            : throw new IOException(octets is null
                ? "the content was removed while it was read"
                : $"a piece of the content has {octets.Length} octets instead of {expected}");
    }
}
