using System.Buffers.Text;
using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Writes the content of a Document element: <c>xop:Include</c> without anything around it, or base64 (XOP 1.0).
/// </summary>
internal static class DocumentContentWriter
{
    /// <summary>A multiple of three, so that the pieces join without padding between them.</summary>
    private const int BytesPerPiece = 3 * 1024;

    public static void Write(Utf8XmlWriter xml, DocumentContent content)
    {
        if (content.ContentId is null)
        {
            WriteBase64(xml, content.Bytes.Span);
            return;
        }

        xml.Start("xop:Include"u8)
            .Attribute("xmlns:xop"u8, MessageNamespaces.Xop)
            .Attribute("href"u8, ToCid(content.ContentId))
            .End("xop:Include"u8);
    }

    /// <summary>
    /// A cid URL is percent-encoded, but <c>@</c> need not be, and some receivers compare without decoding (RFC 2392).
    /// </summary>
    private static string ToCid(string contentId) =>
        "cid:" + Uri.EscapeDataString(contentId).Replace("%40", "@", StringComparison.Ordinal);

    private static void WriteBase64(Utf8XmlWriter xml, ReadOnlySpan<byte> bytes)
    {
        Span<byte> encoded = stackalloc byte[BytesPerPiece / 3 * 4];
        while (bytes.Length > 0)
        {
            var piece = bytes[..Math.Min(BytesPerPiece, bytes.Length)];
            Base64.EncodeToUtf8(piece, encoded, out _, out var written);
            xml.Raw(encoded[..written]);
            bytes = bytes[piece.Length..];
        }
    }
}
