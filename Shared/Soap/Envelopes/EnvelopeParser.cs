using System.Xml;
using XdsDmp.Xml;

namespace XdsDmp.Soap.Envelopes;

/// <summary>
/// Reads an envelope once, to its last byte: whatever is malformed shows before anything is done for the message.
/// </summary>
internal sealed class EnvelopeParser
{
    private readonly XmlReader _reader;
    private readonly SoapVersion _version;
    private readonly string _namespace;

    private EnvelopeParser(XmlReader reader)
    {
        _reader = reader;
        _version = ReadVersion();
        _namespace = SoapNames.Envelope(_version);
    }

    public static ParsedEnvelope Parse(ReadOnlyMemory<byte> utf8, XmlLimits limits)
    {
        try
        {
            using var reader = XmlReaders.Create(utf8, limits);
            return new EnvelopeParser(reader).ReadEnvelope();
        }
        catch (XmlException e)
        {
            throw NotXml(e);
        }
    }

    public static SoapFaultException NotXml(XmlException e) => SoapFaults.Sender(
        $"the SOAP envelope cannot be read: {EchoedText.Clean(e.Message, 600)}", e);

    private SoapVersion ReadVersion()
    {
        _reader.MoveToContent();
        if (_reader.LocalName != "Envelope")
        {
            throw SoapFaults.Sender($"the root element is {Name()}, not a SOAP Envelope");
        }

        return _reader.NamespaceURI switch
        {
            SoapNames.Soap12 => SoapVersion.Soap12,
            SoapNames.Soap11 => SoapVersion.Soap11,
            var other => throw SoapFaults.VersionMismatch(
                $"the namespace of the Envelope is {EchoedText.Quote(other)}; "
                + $"accepted: {SoapNames.Soap12}, {SoapNames.Soap11}"),
        };
    }

    private ParsedEnvelope ReadEnvelope()
    {
        var header = new HeaderParser(_reader, _version);
        if (!EnterElement())
        {
            throw SoapFaults.Sender("the Envelope has no Body");
        }

        if (MoveToElement() && Is("Header"))
        {
            header.Read();
        }

        if (!MoveToElement() || !Is("Body"))
        {
            throw SoapFaults.Sender($"the Envelope has no Body where it must stand, but {Name()}");
        }

        var (bodyNamespace, bodyName) = ReadBody();
        if (MoveToElement())
        {
            throw SoapFaults.Sender($"{Name()} follows the Body; nothing may");
        }

        while (_reader.Read())
        {
            // What follows the root element is read only to see that it is well-formed.
        }

        header.CheckUnderstood();
        return new(_version, header.Addressing, header.HasSecurity, header.InsistsOnSecurity, bodyNamespace, bodyName);
    }

    private (string Namespace, string Name) ReadBody()
    {
        if (!EnterElement())
        {
            return ("", "");
        }

        var child = (Namespace: "", Name: "");
        if (MoveToElement())
        {
            child = (_reader.NamespaceURI, _reader.LocalName);
            _reader.Skip();
        }

        if (MoveToElement())
        {
            // Which of two would be signed, and which acted upon?
            throw SoapFaults.Sender($"the Body has a second child element {Name()}");
        }

        _reader.Read();
        return child;
    }

    /// <summary>Goes to the first node inside the element; false, and past it, when it is empty.</summary>
    private bool EnterElement()
    {
        var hasContent = !_reader.IsEmptyElement;
        _reader.Read();
        return hasContent;
    }

    /// <summary>Goes to the next element among siblings; false at the end of the parent.</summary>
    private bool MoveToElement()
    {
        while (_reader.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
        {
            _reader.Read();
        }

        return _reader.NodeType switch
        {
            XmlNodeType.Element => true,
            XmlNodeType.EndElement or XmlNodeType.None => false,
            _ => throw SoapFaults.Sender("there is text between the elements of the SOAP envelope"),
        };
    }

    private bool Is(string name) => _reader.LocalName == name && _reader.NamespaceURI == _namespace;

    private string Name() => EchoedText.Quote($"{{{_reader.NamespaceURI}}}{_reader.LocalName}");
}
