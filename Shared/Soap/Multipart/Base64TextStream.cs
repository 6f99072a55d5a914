using System.Buffers.Text;
using System.Text;

namespace XdsDmp.Soap.Multipart;

/// <summary>The base64 text of some content, made while it is read: what an xop:Include stands for.</summary>
internal sealed class Base64TextStream(Stream content, Base64Layout layout) : ReadOnlyStream
{
    // Whole groups of three octets, so that no padding falls inside the text.
    private const int PieceOctets = 48 * 1024;

    private readonly byte[] _octets = new byte[PieceOctets];
    private readonly byte[] _separator = Encoding.ASCII.GetBytes(layout.Separator);
    private byte[] _text = Encoding.ASCII.GetBytes(layout.Before);
    private int _next;
    private int _end = layout.Before.Length;
    private int _column;
    private bool _isOver;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_next == _end && !_isOver)
        {
            await EncodeNextAsync(cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(buffer.Length, _end - _next);
        _text.AsMemory(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await content.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask EncodeNextAsync(CancellationToken cancel)
    {
        var count = await content.ReadAtLeastAsync(_octets, PieceOctets, throwOnEndOfStream: false, cancel)
            .ConfigureAwait(false);
        _next = 0;
        if (count == 0)
        {
            _isOver = true;
            _text = Encoding.ASCII.GetBytes(layout.After);
            _end = _text.Length;
            return;
        }

        var plain = new byte[Base64.GetMaxEncodedToUtf8Length(count)];
        Base64.EncodeToUtf8(_octets.AsSpan(0, count), plain, out _, out _end);
        _text = layout.LineLength == 0 ? plain : InLines(plain.AsSpan(0, _end));
    }

    private byte[] InLines(ReadOnlySpan<byte> plain)
    {
        var lines = new MemoryStream(plain.Length + ((plain.Length / layout.LineLength) + 2) * _separator.Length);
        while (plain.Length > 0)
        {
            if (_column == layout.LineLength)
            {
                lines.Write(_separator);
                _column = 0;
            }

            var count = Math.Min(plain.Length, layout.LineLength - _column);
            lines.Write(plain[..count]);
            _column += count;
            plain = plain[count..];
        }

        _end = (int)lines.Length;
        return lines.GetBuffer();
    }
}
