using System.Xml;

namespace XdsDmp.Soap.Envelopes;

/// <summary>Reads the WS-Addressing header blocks (WS-Addressing 1.0 Core §3, SOAP Binding §6.4.1).</summary>
internal sealed class AddressingParser(XmlReader reader)
{
    private const int MaxLength = 4096;
    private readonly HashSet<string> _seen = [];

    public AddressingHeaders Headers { get; private set; } = new();

    /// <summary>From the start of a block to the node after its end.</summary>
    public void ReadBlock()
    {
        var name = reader.LocalName;
        switch (name)
        {
            case "Action" or "MessageID" or "To":
                CheckSingle(name);
                Keep(name, ReadText(name));
                break;
            case "ReplyTo" or "FaultTo":
                CheckSingle(name);
                KeepReference(name);
                break;
            case "RelatesTo" when IsReply():
                CheckSingle(name);
                Keep(name, ReadText(name));
                break;
            case "From":
                CheckSingle(name);
                reader.Skip();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void Keep(string name, string? value) => Headers = name switch
    {
        "Action" => Headers with { Action = value },
        "MessageID" => Headers with { MessageId = value },
        "To" => Headers with { To = value },
        _ => Headers with { RelatesTo = value },
    };

    private void KeepReference(string name)
    {
        var (address, parameters) = ReadReference(name);
        Headers = name == "ReplyTo"
            ? Headers with { ReplyTo = address, ReplyToParameters = parameters }
            : Headers with { FaultTo = address, FaultToParameters = parameters };
    }

    // A message may relate to several others in other ways.
    private bool IsReply() =>
        (reader.GetAttribute("RelationshipType")?.Trim() ?? WsAddressing.ReplyRelation) is WsAddressing.ReplyRelation;

    private void CheckSingle(string name)
    {
        if (!_seen.Add(name))
        {
            throw SoapFaults.InvalidAddressingHeader(
                name, $"the header wsa:{name} is present twice", "InvalidCardinality");
        }
    }

    /// <summary>The text of the element without the white space around it; null when there is none.</summary>
    private string? ReadText(string name)
    {
        var text = "";
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                throw SoapFaults.InvalidAddressingHeader(name, $"wsa:{name} has a child element, text is expected");
            }

            text += reader.Value;
            if (text.Length > MaxLength)
            {
                throw SoapFaults.InvalidAddressingHeader(name, $"wsa:{name} is longer than {MaxLength} characters");
            }

            reader.Read();
        }

        if (!isEmpty)
        {
            reader.Read();
        }

        text = text.Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Address and reference parameters of an endpoint reference.</summary>
    private (string Address, string? Parameters) ReadReference(string name)
    {
        string? address = null;
        string? parameters = null;
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
            }
            else if (Is("Address") && address is null)
            {
                address = ReadText(name);
            }
            else if (Is("ReferenceParameters") && parameters is null)
            {
                parameters = ReferenceParameters.Read(reader, name);
            }
            else
            {
                reader.Skip();
            }
        }

        if (!isEmpty)
        {
            reader.Read();
        }

        return address is null
            ? throw SoapFaults.InvalidAddressingHeader(name, $"wsa:{name} has no wsa:Address", "MissingAddressInEPR")
            : (address, parameters);
    }

    private bool Is(string name) => reader.LocalName == name && reader.NamespaceURI == WsAddressing.Namespace;
}
