using System.Text;
using System.Xml;

namespace XdsDmp.Soap.Envelopes;

/// <summary>
/// Reference parameters of an endpoint reference, turned into the header blocks that a message to that endpoint carries
/// (WS-Addressing 1.0 SOAP Binding §5.1).
/// </summary>
internal static class ReferenceParameters
{
    private const int MaxLength = 8 * 1024;
    private const int MaxBlocks = 20;

    /// <summary>What they would say in these names would be said in ours.</summary>
    private static readonly string[] Reserved =
        [WsAddressing.Namespace, SoapNames.Soap12, SoapNames.Soap11, SoapNames.Security, ""];

    private static readonly XmlWriterSettings Fragment = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        OmitXmlDeclaration = true,
    };

    /// <summary>From the start of <c>wsa:ReferenceParameters</c> to the node after its end; null when empty.</summary>
    public static string? Read(XmlReader reader, string header)
    {
        var text = new StringBuilder();
        var isEmpty = reader.IsEmptyElement;
        var blocks = 0;
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            Check(reader, header);
            WriteBlock(reader, text);
            if (++blocks > MaxBlocks || text.Length > MaxLength)
            {
                throw SoapFaults.InvalidAddressingHeader(
                    header, $"the reference parameters of wsa:{header} are more than {MaxBlocks} or longer than "
                    + $"{MaxLength} characters");
            }
        }

        if (!isEmpty)
        {
            reader.Read();
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static void Check(XmlReader reader, string header)
    {
        if (Reserved.Contains(reader.NamespaceURI))
        {
            throw SoapFaults.InvalidAddressingHeader(
                header, $"a reference parameter of wsa:{header} is {EchoedText.Quote(reader.Name)}; "
                + "accepted: elements of a namespace of the client's own");
        }
    }

    private static void WriteBlock(XmlReader reader, StringBuilder text)
    {
        using var writer = XmlWriter.Create(text, Fragment);
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        WriteAttributes(reader, writer);
        writer.WriteAttributeString("wsa", "IsReferenceParameter", WsAddressing.Namespace, "true");
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            writer.WriteNode(reader, defattr: false);
        }

        writer.WriteEndElement();
        if (!isEmpty)
        {
            reader.Read();
        }
    }

    /// <summary>All but those by which a block would address itself to others, or claim more than it is.</summary>
    private static void WriteAttributes(XmlReader reader, XmlWriter writer)
    {
        while (reader.MoveToNextAttribute())
        {
            if (IsTheirs(reader))
            {
                writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value);
            }
        }

        reader.MoveToElement();
    }

    private static bool IsTheirs(XmlReader attribute) => attribute.Prefix == "xmlns"
        ? attribute.LocalName != "wsa"
        : attribute.NamespaceURI.Length == 0 || !Reserved.Contains(attribute.NamespaceURI);
}
