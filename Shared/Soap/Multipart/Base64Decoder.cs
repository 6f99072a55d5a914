using System.Buffers;
using System.Buffers.Text;

namespace XdsDmp.Soap.Multipart;

/// <summary>
/// Decodes base64 that arrives in pieces. White space is skipped; anything else outside the alphabet, a wrong
/// length, or characters after the padding make <see cref="FormatException"/>: half a document is no document.
/// </summary>
internal sealed class Base64Decoder
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);
    private readonly byte[] _quantum = new byte[4];
    private int _held;
    private bool _isPadded;

    /// <summary>Overwrites <paramref name="piece"/> to drop blanks. The output needs 3/4 of it, and 3 bytes.</summary>
    public int Decode(Span<byte> piece, Span<byte> output)
    {
        var rest = Compacted(piece);
        if (rest.IsEmpty)
        {
            return 0;
        }

        var written = 0;
        if (_held > 0)
        {
            var taken = Math.Min(4 - _held, rest.Length);
            rest[..taken].CopyTo(_quantum.AsSpan(_held));
            _held += taken;
            rest = rest[taken..];
            if (_held < 4)
            {
                return 0;
            }

            _held = 0;
            written = DecodeWhole(_quantum, output);
        }

        var whole = rest.Length / 4 * 4;
        written += DecodeWhole(rest[..whole], output[written..]);
        rest[whole..].CopyTo(_quantum);
        _held = rest.Length - whole;
        return written;
    }

    /// <summary>To be called after the last piece.</summary>
    public void Finish()
    {
        if (_held != 0)
        {
            throw new FormatException("the length of the base64 text is not a multiple of 4");
        }
    }

    private int DecodeWhole(ReadOnlySpan<byte> quanta, Span<byte> output)
    {
        if (quanta.IsEmpty)
        {
            return 0;
        }

        if (_isPadded)
        {
            throw new FormatException("base64 text goes on after its padding");
        }

        _isPadded = quanta[^1] == '=';
        return Base64.DecodeFromUtf8(quanta, output, out _, out var written) == OperationStatus.Done
            ? written
            : throw new FormatException("a character does not belong to base64, or the padding is wrong");
    }

    private static Span<byte> Compacted(Span<byte> piece)
    {
        var blank = piece.IndexOfAny(Blanks);
        if (blank < 0)
        {
            return piece;
        }

        var length = blank;
        while (blank < piece.Length)
        {
            var start = piece[blank..].IndexOfAnyExcept(Blanks);
            if (start < 0)
            {
                break;
            }

            start += blank;
            var run = piece[start..].IndexOfAny(Blanks);
            run = run < 0 ? piece.Length - start : run;
            piece.Slice(start, run).CopyTo(piece[length..]);
            length += run;
            blank = start + run;
        }

        return piece[..length];
    }
}
