using System.Xml;

namespace XdsDmp.Soap.Envelopes;

/// <summary>
/// Reads the Header: WS-Addressing, whether there is a <c>wsse:Security</c>, and mandatory blocks that nobody here
/// understands (SOAP 1.2 part 1 §2.4 and §5.2). Blocks for another role are passed over.
/// </summary>
internal sealed class HeaderParser(XmlReader reader, SoapVersion version)
{
    private const int MaxNotUnderstood = 20;
    private readonly string _namespace = SoapNames.Envelope(version);
    private readonly List<XmlQualifiedName> _notUnderstood = [];
    private readonly AddressingParser _addressing = new(reader);

    public AddressingHeaders Addressing => _addressing.Headers;

    public bool HasSecurity { get; private set; }

    /// <summary>The wsse:Security must be understood.</summary>
    public bool InsistsOnSecurity { get; private set; }

    /// <summary>From the start of the Header to the node after its end.</summary>
    public void Read()
    {
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    ReadBlock();
                    break;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    reader.Read();
                    break;
                default:
                    throw SoapFaults.Sender("there is text between the header blocks");
            }
        }

        if (!isEmpty)
        {
            reader.Read();
        }
    }

    /// <summary>Faults for mandatory blocks; last, because a malformed message is the graver trouble.</summary>
    public void CheckUnderstood()
    {
        if (_notUnderstood.Count > 0)
        {
            throw SoapFaults.MustUnderstand(_notUnderstood, Addressing.MessageId);
        }
    }

    private void ReadBlock()
    {
        var isMandatory = IsMandatory();
        if (!IsForUs())
        {
            reader.Skip();
        }
        else if (reader.NamespaceURI == WsAddressing.Namespace)
        {
            _addressing.ReadBlock();
        }
        else if (IsSecurity(reader))
        {
            NoteSecurity();
            InsistsOnSecurity = isMandatory;
        }
        else
        {
            if (isMandatory && _notUnderstood.Count < MaxNotUnderstood)
            {
                _notUnderstood.Add(new XmlQualifiedName(reader.LocalName, reader.NamespaceURI));
            }

            reader.Skip();
        }
    }

    /// <summary>The next <c>wsse:Security</c> block for us, from the start of the document.</summary>
    public bool MoveToSecurity()
    {
        while (reader.Read() && !(reader.Depth == 1 && reader.LocalName == "Body" && reader.NamespaceURI == _namespace))
        {
            if (reader.Depth == 2 && reader.NodeType == XmlNodeType.Element && IsSecurity(reader) && IsForUs())
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSecurity(XmlReader reader) =>
        reader.LocalName == "Security" && reader.NamespaceURI == SoapNames.Security;

    private void NoteSecurity()
    {
        if (HasSecurity)
        {
            throw new SoapFaultException(
                FaultCode.Sender,
                "two wsse:Security headers are addressed to this receiver; one is accepted",
                new XmlQualifiedName("InvalidSecurity", SoapNames.Security));
        }

        HasSecurity = true;
        reader.Skip();
    }

    private bool IsMandatory()
    {
        var value = reader.GetAttribute("mustUnderstand", _namespace);
        return value?.Trim() switch
        {
            null or "0" or "false" => false,
            "1" or "true" => true,
            _ => throw SoapFaults.Sender(
                $"mustUnderstand of the header {EchoedText.Quote(reader.LocalName)} is {EchoedText.Quote(value)}; "
                + "accepted: 0, 1, false, true"),
        };
    }

    private bool IsForUs()
    {
        var role = reader.GetAttribute(version == SoapVersion.Soap12 ? "role" : "actor", _namespace)?.Trim();
        return role is null or "" or SoapNames.UltimateReceiver or SoapNames.Next12 or SoapNames.Next11;
    }
}
