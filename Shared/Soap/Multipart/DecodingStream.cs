using System.Buffers;

namespace XdsDmp.Soap.Multipart;

/// <summary>Content that is decoded piece by piece as it is read.</summary>
internal abstract class DecodingStream : ReadOnlyStream
{
    protected const int PieceLength = 16 * 1024;
    private byte[]? _decoded = ArrayPool<byte>.Shared.Rent(PieceLength);
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_decoded is null, this);
        while (_start == _end && !_isAtEnd)
        {
            _start = 0;
            var length = await DecodeNextAsync(_decoded, cancellationToken).ConfigureAwait(false);
            _isAtEnd = length < 0;
            _end = Math.Max(0, length);
        }

        var count = Math.Min(buffer.Length, _end - _start);
        _decoded.AsSpan(_start, count).CopyTo(buffer.Span);
        _start += count;
        return count;
    }

    /// <summary>Decodes one more piece (at most <see cref="PieceLength"/> bytes of text); -1 at the end.</summary>
    protected abstract ValueTask<int> DecodeNextAsync(byte[] decoded, CancellationToken cancel);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _decoded is not null)
        {
            ArrayPool<byte>.Shared.Return(_decoded);
            _decoded = null;
        }

        base.Dispose(disposing);
    }
}
