using System.Globalization;
using System.Text;

namespace XdsDmp.Soap.Multipart;

/// <summary>
/// A part with <c>Content-Transfer-Encoding: quoted-printable</c> (RFC 2045 §6.7). Blanks at a line's end are kept:
/// HTTP, unlike mail, adds none.
/// </summary>
internal sealed class QuotedPrintablePartStream(Stream encoded, string name) : DecodingStream
{
    private readonly byte[] _piece = new byte[PieceLength];
    private int _held;

    protected override async ValueTask<int> DecodeNextAsync(byte[] decoded, CancellationToken cancel)
    {
        var count = await encoded.ReadAsync(_piece.AsMemory(_held), cancel).ConfigureAwait(false);
        if (count == 0 && _held > 0)
        {
            throw Invalid(_piece.AsSpan(0, _held));
        }

        return count == 0 ? -1 : Decode(_piece.AsSpan(0, _held + count), decoded);
    }

    private int Decode(Span<byte> text, Span<byte> decoded)
    {
        var written = 0;
        _held = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOf((byte)'=');
            plain = plain < 0 ? text.Length : plain;
            text[..plain].CopyTo(decoded[written..]);
            written += plain;
            text = text[plain..];
            var length = EscapeLength(text);
            if (length > text.Length)
            {
                text.CopyTo(_piece);
                _held = text.Length;
                break;
            }

            if (length == 3 && !text.StartsWith("=\r\n"u8))
            {
                decoded[written++] = Octet(text[..3]);
            }

            text = text[length..];
        }

        return written;
    }

    /// <summary>"=XX", "=CRLF" or "=LF"; more than there is when its end is still to come.</summary>
    private static int EscapeLength(ReadOnlySpan<byte> text) => text switch
    {
        [] => 0,
        [_] => 2,
        [_, (byte)'\n', ..] => 2,
        _ => 3,
    };

    private byte Octet(ReadOnlySpan<byte> escape) =>
        byte.TryParse(escape[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet)
            ? octet
            : throw Invalid(escape);

    private SoapFaultException Invalid(ReadOnlySpan<byte> escape) => SoapFaults.Sender(
        $"{name} is not valid quoted-printable: {EchoedText.Quote(Encoding.Latin1.GetString(escape))}");
}
