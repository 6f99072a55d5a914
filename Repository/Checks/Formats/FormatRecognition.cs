using System.Text;
using System.Xml;
using XdsDmp.Xml;

namespace XdsDmp.Repository.Checks.Formats;

/// <summary>Looks at the beginning of a document: magic numbers first, then what kind of text it is.</summary>
internal static class FormatRecognition
{
    /// <summary>So much of a document is enough.</summary>
    public const int HeadBytes = 8 * 1024;

    /// <summary>Readers of PDF accept this much before the header.</summary>
    private const int MaxBeforePdf = 1024;

    private const int DicomPreamble = 128;
    private const byte VerticalTab = 0x0B;

    private static readonly (Format Format, byte[] Start)[] Magic =
    [
        (Format.Pdf, "%PDF-"u8.ToArray()),
        (Format.Jpeg, [0xFF, 0xD8, 0xFF]),
        (Format.Png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (Format.Gif, "GIF87a"u8.ToArray()), (Format.Gif, "GIF89a"u8.ToArray()),
        (Format.Tiff, [0x49, 0x49, 0x2A, 0x00]), (Format.Tiff, [0x4D, 0x4D, 0x00, 0x2A]),
        (Format.Tiff, [0x49, 0x49, 0x2B, 0x00]), (Format.Tiff, [0x4D, 0x4D, 0x00, 0x2B]),
        (Format.Zip, [0x50, 0x4B, 0x03, 0x04]), (Format.Zip, [0x50, 0x4B, 0x05, 0x06]),
        (Format.Zip, [0x50, 0x4B, 0x07, 0x08]),
        (Format.Gzip, [0x1F, 0x8B, 0x08]),
        (Format.Ole, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (Format.Program, [0x7F, 0x45, 0x4C, 0x46]),
        (Format.Program, [0xFE, 0xED, 0xFA, 0xCE]), (Format.Program, [0xFE, 0xED, 0xFA, 0xCF]),
        (Format.Program, [0xCE, 0xFA, 0xED, 0xFE]), (Format.Program, [0xCF, 0xFA, 0xED, 0xFE]),
        (Format.Program, [0xCA, 0xFE, 0xBA, 0xBE]),
    ];

    private static readonly string[] HtmlStarts =
        ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<meta", "<title", "<table", "<div"];

    public static RecognisedFormat Of(ReadOnlyMemory<byte> head)
    {
        var octets = head.Span;
        if (octets.IsEmpty)
        {
            return new RecognisedFormat(Format.Empty);
        }

        return MagicOf(octets) is { } format ? new RecognisedFormat(format) : OfText(head);
    }

    private static Format? MagicOf(ReadOnlySpan<byte> octets)
    {
        foreach (var (format, start) in Magic)
        {
            if (octets.StartsWith(start))
            {
                return format;
            }
        }

        return octets switch
        {
            _ when octets.StartsWith("RIFF"u8) && At(octets, 8, "WEBP"u8) => Format.WebP,
            _ when At(octets, DicomPreamble, "DICM"u8) || IsBareDicom(octets) => Format.Dicom,
            _ when IsWindowsProgram(octets) => Format.Program,
            _ when IsBitmap(octets) => Format.Bmp,
            _ => null,
        };
    }

    private static bool At(ReadOnlySpan<byte> octets, int offset, ReadOnlySpan<byte> magic) =>
        octets.Length >= offset + magic.Length && octets.Slice(offset, magic.Length).SequenceEqual(magic);

    /// <summary>Without preamble: little endian, first a tag of group 0002 or 0008.</summary>
    private static bool IsBareDicom(ReadOnlySpan<byte> octets) =>
        octets is [0x02 or 0x08, 0, 0x00 or 0x05, 0, ..];

    /// <summary>Words may begin with MZ; a program has a header of a certain size behind it.</summary>
    private static bool IsWindowsProgram(ReadOnlySpan<byte> octets) =>
        octets.Length >= 64 && octets.StartsWith("MZ"u8) && octets[..64].Contains((byte)0);

    private static bool IsBitmap(ReadOnlySpan<byte> octets) =>
        octets.Length >= 14 && octets.StartsWith("BM"u8) && octets[6..10].SequenceEqual(new byte[4]);

    private static RecognisedFormat OfText(ReadOnlyMemory<byte> head)
    {
        var text = TextOf(head.Span);
        if (text is null || !text.StartsWith('<'))
        {
            var other = HasPdfHeader(head.Span) ? Format.Pdf : text is null ? Format.Binary : Format.Text;
            return new RecognisedFormat((text is null ? null : KindOf(text)) ?? other);
        }

        var root = RootOf(head);
        return HtmlStarts.Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            || "html".Equals(root, StringComparison.OrdinalIgnoreCase)
                ? new RecognisedFormat(Format.Html)
                : new RecognisedFormat(Format.Xml, root);
    }

    private static Format? KindOf(string text) => text switch
    {
        _ when text.StartsWith("#!/", StringComparison.Ordinal) => Format.Script,
        _ when text.StartsWith(@"{\rtf", StringComparison.Ordinal) => Format.Rtf,
        ['{', ..] or ['[', ..] => Format.Json,
        _ when IsHl7(text) => Format.Hl7V2,
        _ => null,
    };

    private static bool IsHl7(string text) => text.Length > 3 && !char.IsLetterOrDigit(text[3])
        && (text.StartsWith("MSH", StringComparison.Ordinal) || text.StartsWith("FHS", StringComparison.Ordinal)
            || text.StartsWith("BHS", StringComparison.Ordinal));

    private static bool HasPdfHeader(ReadOnlySpan<byte> octets) =>
        octets[..Math.Min(octets.Length, MaxBeforePdf)].IndexOf("%PDF-"u8) >= 0;

    /// <summary>From its first letter on, one octet a letter; null for what is no text.</summary>
    private static string? TextOf(ReadOnlySpan<byte> octets)
    {
        var text = octets switch
        {
            [0xEF, 0xBB, 0xBF, .. var utf8] => AsLatin1(utf8),
            [0xFF, 0xFE, .. var utf16] => Encoding.Unicode.GetString(utf16),
            [0xFE, 0xFF, .. var utf16] => Encoding.BigEndianUnicode.GetString(utf16),
            [0x3C, 0x00, ..] => Encoding.Unicode.GetString(octets),
            [0x00, 0x3C, ..] => Encoding.BigEndianUnicode.GetString(octets),
            _ => AsLatin1(octets),
        };
        return text?.TrimStart(' ', '\t', '\r', '\n', (char)VerticalTab);
    }

    private static string? AsLatin1(ReadOnlySpan<byte> octets) =>
        octets.Contains((byte)0) ? null : Encoding.Latin1.GetString(octets);

    /// <summary>Null where it does not come soon, or in an encoding that is not read here.</summary>
    private static string? RootOf(ReadOnlyMemory<byte> head)
    {
        try
        {
            using var xml = XmlReaders.Create(head, new XmlLimits { AcceptsLatin1 = true });
            return xml.MoveToContent() == XmlNodeType.Element ? xml.LocalName : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
