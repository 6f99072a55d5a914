using System.Buffers;
using System.Text;
using System.Xml;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Soap;

/// <summary>
/// Binary content of an element: base64 text, or an <c>xop:Include</c> that stands for it (XOP §2.1). A reference can
/// only lead to a part of the same message; nothing is ever fetched.
/// </summary>
public static class XopInclude
{
    /// <summary>
    /// Reads an element from its start tag to the node after its end tag. Gives the Content-ID referred to, or null
    /// when the content is inline; it is then decoded into <paramref name="inline"/>.
    /// </summary>
    public static string? Read(XmlReader reader, IBufferWriter<byte> inline)
    {
        if (!TryReadReference(reader, out var contentId))
        {
            ReadInline(reader, inline);
        }

        return contentId;
    }

    /// <summary>
    /// True: the element referred to a part, the reader is past it. False: its content is inline, the reader is on the
    /// first text node or the end tag, to be read by <see cref="ReadInline"/>.
    /// </summary>
    public static bool TryReadReference(XmlReader reader, out string? contentId)
    {
        contentId = null;
        var element = reader.Name;
        if (reader.IsEmptyElement)
        {
            return false; // Still on the start tag, which is its end tag as well.
        }

        reader.Read();
        SkipBlanks(reader);
        if (reader.NodeType != XmlNodeType.Element)
        {
            return false;
        }

        if (reader.LocalName != "Include" || reader.NamespaceURI != SoapNames.Xop)
        {
            throw SoapFaults.Sender(
                $"{Name(element)} holds the element {Name(reader.Name)}, not base64 or xop:Include");
        }

        contentId = ContentIdOf(reader.GetAttribute("href"));
        SkipInclude(reader);
        SkipBlanks(reader);
        if (reader.NodeType != XmlNodeType.EndElement)
        {
            throw SoapFaults.Sender($"{Name(element)} holds content beside its xop:Include");
        }

        reader.Read();
        return true;
    }

    /// <summary>Decodes the text up to the end tag, and goes past that.</summary>
    public static void ReadInline(XmlReader reader, IBufferWriter<byte> output)
    {
        try
        {
            var isEmpty = reader is { NodeType: XmlNodeType.Element, IsEmptyElement: true };
            var decoder = new Base64Decoder();
            var characters = new char[4096];
            while (reader.NodeType is not (XmlNodeType.EndElement or XmlNodeType.Element))
            {
                int count;
                while ((count = reader.ReadValueChunk(characters, 0, characters.Length)) > 0)
                {
                    var piece = new byte[count];
                    Encoding.ASCII.GetBytes(characters.AsSpan(0, count), piece);
                    output.Advance(decoder.Decode(piece, output.GetSpan(count + 4)));
                }

                reader.Read();
            }

            decoder.Finish();
            if (!isEmpty && reader.NodeType == XmlNodeType.Element)
            {
                throw SoapFaults.Sender($"base64 text is followed by the element {Name(reader.Name)}");
            }

            reader.Read();
        }
        catch (FormatException e)
        {
            throw SoapFaults.Sender($"inline content is not valid base64: {e.Message}", e);
        }
    }

    /// <summary>The Content-ID that an <c>href</c> means; equals <see cref="AttachmentHeaders.ContentId"/>.</summary>
    public static string ContentIdOf(string? href) =>
        (href is null ? null : ContentIds.FromHref(href))
        ?? throw SoapFaults.Sender($"the href of xop:Include is {EchoedText.Quote(href)}; accepted: cid:<Content-ID>");

    /// <summary>The <c>href</c> to write for a Content-ID.</summary>
    public static string HrefOf(string contentId) => ContentIds.ToHref(contentId);

    private static void SkipInclude(XmlReader reader)
    {
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        if (isEmpty)
        {
            return;
        }

        SkipBlanks(reader);
        if (reader.NodeType != XmlNodeType.EndElement)
        {
            throw SoapFaults.Sender("xop:Include is not empty");
        }

        reader.Read();
    }

    private static void SkipBlanks(XmlReader reader)
    {
        while (reader.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
        {
            reader.Read();
        }
    }

    private static string Name(string name) => EchoedText.Quote(name);
}
