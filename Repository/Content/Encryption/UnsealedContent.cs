using System.Buffers;
using System.Security.Cryptography;

namespace XdsDmp.Repository.Content.Encryption;

/// <summary>Decrypts stored content as it is read. Nothing leaves that was not authenticated.</summary>
internal sealed class UnsealedContent(IContent content, DataKey key, ContentReference reference) : IContent
{
    private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(SealedChunks.PlainBytes + SealedChunks.TagBytes);
    private readonly byte[] _plain = ArrayPool<byte>.Shared.Rent(SealedChunks.PlainBytes);
    private long _number = -1;
    private bool _isReturned;

    public long Size => reference.Size;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancel)
    {
        if (offset > Size || (offset == Size && Size > 0))
        {
            return 0;
        }

        var number = offset / SealedChunks.PlainBytes;
        if (number != _number)
        {
            await LoadAsync(number, cancel);
        }

        var start = (int)(offset - (number * SealedChunks.PlainBytes));
        var count = Math.Min(buffer.Length, SealedChunks.PlainSize(number, Size) - start);
        _plain.AsSpan(start, count).CopyTo(buffer.Span);
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        key.Dispose();
        if (!_isReturned)
        {
            _isReturned = true;
            ArrayPool<byte>.Shared.Return(_chunk);
            ArrayPool<byte>.Shared.Return(_plain, clearArray: true);
        }
    }

    private async ValueTask LoadAsync(long number, CancellationToken cancel)
    {
        _number = -1;
        var plain = SealedChunks.PlainSize(number, Size);
        var chunk = _chunk.AsMemory(0, plain + SealedChunks.TagBytes);
        var offset = SealedChunks.Offset(number);
        for (var filled = 0; filled < chunk.Length;)
        {
            var read = await content.ReadAsync(chunk[filled..], offset + filled, cancel);
            filled += read > 0
                ? read
                : throw new ContentDamagedException($"content {reference.Key} ends early");
        }

        try
        {
            key.Open(chunk.Span, number, number == SealedChunks.Count(Size) - 1, _plain.AsSpan(0, plain));
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new ContentDamagedException(
                $"content {reference.Key} was changed at octet {offset} or soon after", changed);
        }

        _number = number;
    }
}
