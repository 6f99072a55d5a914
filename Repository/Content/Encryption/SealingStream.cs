using System.Buffers;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Repository.Content.Encryption;

/// <summary>
/// Encrypts a document while it passes. One chunk is read ahead, since the last one is marked as such.
/// </summary>
internal sealed class SealingStream(Stream content, DataKey key) : ReadOnlyStream
{
    private byte[] _plain = ArrayPool<byte>.Shared.Rent(SealedChunks.PlainBytes);
    private byte[] _ahead = ArrayPool<byte>.Shared.Rent(SealedChunks.PlainBytes);
    private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(SealedChunks.PlainBytes + SealedChunks.TagBytes);
    private ReadOnlyMemory<byte> _left;
    private int _aheadSize = -1;
    private long _number;
    private bool _isReturned;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left.IsEmpty)
        {
            await SealNextAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _left.Length);
        _left[..count].CopyTo(buffer);
        _left = _left[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isReturned)
        {
            _isReturned = true;
            ArrayPool<byte>.Shared.Return(_plain, clearArray: true);
            ArrayPool<byte>.Shared.Return(_ahead, clearArray: true);
            ArrayPool<byte>.Shared.Return(_chunk);
        }

        base.Dispose(disposing);
    }

    private async ValueTask SealNextAsync(CancellationToken cancel)
    {
        var isFirst = _aheadSize < 0;
        if (isFirst)
        {
            _aheadSize = await FillAsync(cancel);
        }

        if (_aheadSize == 0 && !isFirst)
        {
            return;
        }

        (_plain, _ahead) = (_ahead, _plain);
        var size = _aheadSize;
        _aheadSize = size < SealedChunks.PlainBytes ? 0 : await FillAsync(cancel);
        key.Seal(_plain.AsSpan(0, size), _number++, _aheadSize == 0, _chunk.AsSpan(0, size + SealedChunks.TagBytes));
        _left = _chunk.AsMemory(0, size + SealedChunks.TagBytes);
    }

    private ValueTask<int> FillAsync(CancellationToken cancel) => content.ReadAtLeastAsync(
        _ahead.AsMemory(0, SealedChunks.PlainBytes), SealedChunks.PlainBytes, throwOnEndOfStream: false, cancel);
}
