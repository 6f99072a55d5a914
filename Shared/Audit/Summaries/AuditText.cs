using System.Text;
using System.Text.Unicode;

namespace XdsDmp.Audit.Summaries;

/// <summary>
/// Brings what was received to UTF-8 without declaration. Declarations lie: "ISO-8859-1" before bytes that are UTF-8 is
/// common. Bytes beyond ASCII that form valid UTF-8 are UTF-8, whatever is declared; others are taken as declared, or
/// as Latin-1, which loses nothing.
/// </summary>
internal static class AuditText
{
    private const int MaxDeclarationBytes = 256;

    /// <summary>How far into a text a message may begin.</summary>
    private const int MaxWordsBytes = 4_096;

    private static readonly byte[][] Landmarks =
    [
        "<?xml"u8.ToArray(), "<AuditMessage"u8.ToArray(), "<AuditEvent"u8.ToArray(), "{\"resourceType\""u8.ToArray(),
    ];

    private static ReadOnlySpan<byte> Noise => "\0\r\n\t "u8;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> message, FindingList findings)
    {
        if (Utf16Of(message.Span) is { } utf16)
        {
            findings.Add(FindingCode.NotUtf8, "the message is UTF-16");
            message = Encoding.UTF8.GetBytes(utf16.GetString(message.Span));
        }

        var text = WithoutNoise(message, findings);
        var declared = TakeDeclaration(ref text);
        if (Utf8.IsValid(text.Span))
        {
            NoteDeclaration(declared, text.Span, findings);
            return text;
        }

        findings.Add(FindingCode.NotUtf8, $"declared as {declared ?? "UTF-8"}, read as ISO-8859-1");
        return Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(text.Span));
    }

    /// <summary>False: the message was probably cut off on its way.</summary>
    public static bool EndsWithRoot(ReadOnlySpan<byte> text) =>
        text.EndsWith("AuditMessage>"u8) || text.EndsWith("AuditEvent>"u8);

    private static Encoding? Utf16Of(ReadOnlySpan<byte> message) => message switch
    {
        [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static ReadOnlyMemory<byte> WithoutNoise(ReadOnlyMemory<byte> message, FindingList findings)
    {
        var text = message;
        if (text.TrimStart(Noise).Span.StartsWith(ByteOrderMark))
        {
            findings.Add(FindingCode.ByteOrderMark, "IHE discourages the byte order mark");
            text = text.TrimStart(Noise)[ByteOrderMark.Length..];
        }

        // A line break at the end is nobody's trouble; a NUL, or an XML declaration not at the start, is.
        if (text.Span.IndexOfAny(Noise) == 0 || text.Span.EndsWith((byte)0))
        {
            findings.Add(FindingCode.SurroundingBytes, "blanks or line breaks before the XML, or NUL after it");
        }

        return FromLandmark(text.Trim(Noise), findings);
    }

    /// <summary>
    /// Relays and loggers put words of their own before a message, or a second syslog header: the message begins where
    /// it can be recognised.
    /// </summary>
    private static ReadOnlyMemory<byte> FromLandmark(ReadOnlyMemory<byte> text, FindingList findings)
    {
        if (text.Span is [(byte)'{', ..] or [(byte)'<', (byte)'?' or (byte)'!' or (byte)'_' or > (byte)'9', ..])
        {
            return text;
        }

        var head = text.Span[..Math.Min(text.Length, MaxWordsBytes)];
        foreach (var landmark in Landmarks)
        {
            if (head.IndexOf(landmark) is > 0 and var start)
            {
                findings.Add(FindingCode.SurroundingBytes, "words before the message");
                return text[start..];
            }
        }

        return text;
    }

    /// <summary>Cuts the XML declaration off and returns the encoding in it.</summary>
    private static string? TakeDeclaration(ref ReadOnlyMemory<byte> text)
    {
        var span = text.Span;
        var end = span[..Math.Min(span.Length, MaxDeclarationBytes)].IndexOf("?>"u8);
        if (end < 0 || !span.StartsWith("<?xml"u8))
        {
            return null;
        }

        var declaration = Encoding.ASCII.GetString(span[..end]);
        text = text[(end + 2)..].TrimStart(Noise);
        var name = declaration.IndexOf("encoding", StringComparison.Ordinal);
        if (name < 0)
        {
            return null;
        }

        var parts = declaration[name..].Split('"', '\'');
        return parts.Length > 1 ? parts[1] : null;
    }

    private static void NoteDeclaration(string? declared, ReadOnlySpan<byte> text, FindingList findings)
    {
        if (declared is not null
            && !declared.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && !Ascii.IsValid(text))
        {
            findings.Add(FindingCode.EncodingMismatch, $"declared as {declared}, the bytes are UTF-8");
        }
    }
}
