using System.Text;

namespace XdsDmp.Registry.PatientIdentity.Hl7v2;

/// <summary>Reads a message in its vertical bar form. Line feeds end a segment too, since senders use them.</summary>
internal static class Hl7MessageReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when there is no MSH that says how to read the rest.</summary>
    public static Hl7Message? TryRead(ReadOnlySpan<byte> bytes, out string problem)
    {
        var (text, characters) = Decode(bytes);
        var lines = text.Split(['\r', '\n'], Hl7Limits.MaxSegments + 1, StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > Hl7Limits.MaxSegments)
        {
            problem = $"more than {Hl7Limits.MaxSegments} segments";
            return null;
        }

        if (lines.Length == 0 || SeparatorsOf(lines[0]) is not { } separators)
        {
            problem = lines is [['M', 'S', 'H', ..], ..]
                ? "MSH-1 and MSH-2 do not declare five different separators"
                : "the message does not begin with MSH";
            return null;
        }

        problem = "";
        return new Hl7Message([.. lines.Select(line => new Segment(line, separators))], characters);
    }

    /// <summary>
    /// By MSH-18 where it says ISO 8859-1. Many a sender leaves it out and writes names in that character set all the
    /// same: what is no UTF-8 is read so, and the identifiers, which are ASCII, are not touched by it.
    /// </summary>
    private static (string Text, Encoding Characters) Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = Utf8.GetString(bytes);
            if (!DeclaresLatin1(text))
            {
                return (text, Utf8);
            }
        }
        catch (DecoderFallbackException)
        {
            // Read below.
        }

        return (Encoding.Latin1.GetString(bytes), Encoding.Latin1);
    }

    private static bool DeclaresLatin1(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        return SeparatorsOf(line) is { } separators
            && new Segment(line, separators).Field(18).Component(1).Value == "8859/1";
    }

    private static EncodingCharacters? SeparatorsOf(string line)
    {
        if (line.Length < 8 || !line.StartsWith("MSH", StringComparison.Ordinal))
        {
            return null;
        }

        var rest = line.AsSpan(4);
        var end = rest.IndexOf(line[3]);
        return EncodingCharacters.TryOf(line[3], end < 0 ? rest : rest[..end]);
    }
}
