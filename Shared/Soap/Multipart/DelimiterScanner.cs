using System.Text;

namespace XdsDmp.Soap.Multipart;

/// <summary>
/// Finds the lines that part a package (RFC 2046 §5.1.1), in a window of bytes, by vectorised search. A delimiter is a
/// whole line: <c>--boundary</c> or <c>--boundary--</c>, blanks, line break (CRLF or LF). A longer line that merely
/// begins so is content; that is how a document that quotes a boundary stays intact.
/// </summary>
internal sealed class DelimiterScanner(string boundary)
{
    /// <summary>A window of this size lets every scan make progress.</summary>
    public const int MaxDelimiterLength = 256;

    private const int MaxPadding = 64;
    private readonly byte[] _lineStart = Encoding.ASCII.GetBytes("\n--" + boundary);

    /// <summary>
    /// Tells how many bytes are content for certain, and which delimiter follows them. With
    /// <paramref name="isAtStart"/> the delimiter may stand without a line break before it.
    /// </summary>
    public Scan Next(ReadOnlySpan<byte> window, bool isAtStart, bool isLast)
    {
        if (isAtStart && AtStart(window, isLast) is { } atStart)
        {
            return atStart;
        }

        var from = 0;
        while (true)
        {
            var found = window[from..].IndexOf(_lineStart);
            if (found < 0)
            {
                // What is held back may be the beginning of a delimiter, the CR before it included.
                return new(Math.Max(from, window.Length - _lineStart.Length), Delimiter.None, 0);
            }

            var line = from + found;
            from = line + _lineStart.Length;
            var (kind, length) = EndOfLine(window[from..], isLast);
            if (kind != Delimiter.NotOne)
            {
                var carriageReturn = line > 0 && window[line - 1] == '\r' ? 1 : 0;
                return new(line - carriageReturn, kind, carriageReturn + _lineStart.Length + length);
            }
        }
    }

    private Scan? AtStart(ReadOnlySpan<byte> window, bool isLast)
    {
        var line = _lineStart.AsSpan(1);
        if (!window.StartsWith(line))
        {
            return window.Length < line.Length && line.StartsWith(window) ? new(0, Delimiter.None, 0) : null;
        }

        var (kind, length) = EndOfLine(window[line.Length..], isLast);
        return kind == Delimiter.NotOne ? null : new(0, kind, line.Length + length);
    }

    /// <summary>Looks at what follows the boundary. <c>None</c>: not enough bytes to tell.</summary>
    private static (Delimiter Kind, int Length) EndOfLine(ReadOnlySpan<byte> rest, bool isLast)
    {
        var isClosing = rest.StartsWith("--"u8);
        var dashes = isClosing ? 2 : 0;
        var kind = isClosing ? Delimiter.Closing : Delimiter.Next;
        // The closing delimiter may be the very last bytes of the message.
        var atEnd = isLast && isClosing ? Delimiter.Closing : Delimiter.None;
        var padding = rest[dashes..].IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (padding < 0)
        {
            return rest.Length - dashes > MaxPadding ? (Delimiter.NotOne, 0) : (atEnd, rest.Length);
        }

        var end = dashes + padding;
        return rest[end] switch
        {
            _ when padding > MaxPadding => (Delimiter.NotOne, 0),
            (byte)'\n' => (kind, end + 1),
            (byte)'\r' when end + 1 == rest.Length => (atEnd, rest.Length),
            (byte)'\r' when rest[end + 1] == '\n' => (kind, end + 2),
            (byte)'-' when end == 0 && rest.Length == 1 => (Delimiter.None, 0),
            _ => (Delimiter.NotOne, 0),
        };
    }

    /// <summary>Content that is certain, then a delimiter of some length.</summary>
    internal readonly record struct Scan(int ContentLength, Delimiter Delimiter, int DelimiterLength);
}
