using System.Buffers;
using System.Xml;
using XdsDmp.Xml;

namespace XdsDmp.Soap;

/// <summary>Puts a fault into the words of SOAP 1.2 (part 1 §5.4) or SOAP 1.1 (§4.4), and of HTTP.</summary>
public static class SoapFaultWriter
{
    private const int MaxReasonLength = 4000;

    /// <summary>The complete answer, in the form of the question as far as that is known.</summary>
    public static OutgoingMessage Answer(FaultDescription fault, SoapForm form, string? relatesTo) => new()
    {
        Form = form,
        Addressing = new AddressingHeaders
        {
            Action = Action(fault),
            MessageId = AddressingHeaders.NewMessageId(),
            RelatesTo = relatesTo ?? fault.RelatesTo,
        },
        FaultHeader = Header(fault, form.Version),
        Body = Body(fault, form.Version),
    };

    /// <summary>SOAP 1.2 part 2 table 20: 400 when the sender is to blame; SOAP 1.1 §6.2: always 500.</summary>
    public static int HttpStatus(FaultDescription fault, SoapVersion version) =>
        fault.Code == FaultCode.Sender && version == SoapVersion.Soap12 ? 400 : 500;

    /// <summary>The <c>wsa:Action</c> of a fault.</summary>
    public static string Action(FaultDescription fault) =>
        fault.Subcode?.Namespace == WsAddressing.Namespace ? WsAddressing.FaultAction : WsAddressing.SoapFaultAction;

    /// <summary>The Fault element, child of the Body.</summary>
    public static ReadOnlyMemory<byte> Body(FaultDescription fault, SoapVersion version)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        var xml = new Utf8XmlWriter(bytes);
        xml.Start("soap:Fault"u8).Attribute("xmlns:soap"u8, SoapNames.Envelope(version));
        if (version == SoapVersion.Soap12)
        {
            WriteSoap12(xml, fault);
        }
        else
        {
            WriteSoap11(xml, fault);
        }

        xml.End("soap:Fault"u8);
        return bytes.WrittenMemory;
    }

    /// <summary>The header blocks that go with a fault; SOAP 1.1 has none.</summary>
    private static ReadOnlyMemory<byte> Header(FaultDescription fault, SoapVersion version)
    {
        var bytes = new ArrayBufferWriter<byte>();
        if (version == SoapVersion.Soap12)
        {
            WriteHeader(new Utf8XmlWriter(bytes), fault);
        }

        return bytes.WrittenMemory;
    }

    private static void WriteHeader(Utf8XmlWriter xml, FaultDescription fault)
    {
        if (fault.Code == FaultCode.VersionMismatch)
        {
            xml.Start("soap:Upgrade"u8);
            xml.Start("soap:SupportedEnvelope"u8).Attribute("qname"u8, "soap:Envelope").End("soap:SupportedEnvelope"u8);
            xml.Start("soap:SupportedEnvelope"u8).Attribute("xmlns:soap11"u8, SoapNames.Soap11)
                .Attribute("qname"u8, "soap11:Envelope").End("soap:SupportedEnvelope"u8);
            xml.End("soap:Upgrade"u8);
        }

        foreach (var name in fault.NotUnderstood)
        {
            xml.Start("soap:NotUnderstood"u8);
            WritePrefix(xml, name);
            xml.Attribute("qname"u8, Prefixed(name)).End("soap:NotUnderstood"u8);
        }
    }

    private static void WriteSoap12(Utf8XmlWriter xml, FaultDescription fault)
    {
        xml.Start("soap:Code"u8).Element("soap:Value"u8, $"soap:{fault.Code}");
        WriteSubcode(xml, fault.Subcode, fault.SubSubcode);
        xml.End("soap:Code"u8);
        xml.Start("soap:Reason"u8).Start("soap:Text"u8).Attribute("xml:lang"u8, fault.Language)
            .Text(Reason(fault)).End("soap:Text"u8).End("soap:Reason"u8);
        if (HasDetail(fault))
        {
            xml.Start("soap:Detail"u8);
            WriteDetail(xml, fault);
            xml.End("soap:Detail"u8);
        }
    }

    private static void WriteSubcode(Utf8XmlWriter xml, XmlQualifiedName? subcode, XmlQualifiedName? below)
    {
        if (subcode is null)
        {
            return;
        }

        xml.Start("soap:Subcode"u8);
        WriteValue(xml, "soap:Value"u8, subcode);
        WriteSubcode(xml, below, null);
        xml.End("soap:Subcode"u8);
    }

    private static void WriteSoap11(Utf8XmlWriter xml, FaultDescription fault)
    {
        // WS-Addressing SOAP Binding §6.2 and WSS 1.1 §12: in SOAP 1.1 the subcode takes the place of the code.
        if (fault.Subcode is not null)
        {
            WriteValue(xml, "faultcode"u8, fault.SubSubcode ?? fault.Subcode);
        }
        else
        {
            xml.Element("faultcode"u8, fault.Code switch
            {
                FaultCode.Sender or FaultCode.DataEncodingUnknown => "soap:Client",
                FaultCode.Receiver => "soap:Server",
                _ => $"soap:{fault.Code}",
            });
        }

        xml.Start("faultstring"u8).Attribute("xml:lang"u8, fault.Language).Text(Reason(fault)).End("faultstring"u8);
        if (HasDetail(fault))
        {
            xml.Start("detail"u8);
            WriteDetail(xml, fault);
            xml.End("detail"u8);
        }
    }

    private static bool HasDetail(FaultDescription fault) =>
        fault.ProblemAction is not null || fault.ProblemHeader is not null;

    private static void WriteDetail(Utf8XmlWriter xml, FaultDescription fault)
    {
        if (fault.ProblemAction is not null)
        {
            xml.Start("wsa:ProblemAction"u8).Attribute("xmlns:wsa"u8, WsAddressing.Namespace)
                .Element("wsa:Action"u8, EchoedText.Clean(fault.ProblemAction, 1000)).End("wsa:ProblemAction"u8);
        }

        if (fault.ProblemHeader is not null)
        {
            xml.Start("wsa:ProblemHeaderQName"u8).Attribute("xmlns:wsa"u8, WsAddressing.Namespace);
            WritePrefix(xml, fault.ProblemHeader);
            xml.Text(Prefixed(fault.ProblemHeader)).End("wsa:ProblemHeaderQName"u8);
        }
    }

    private static void WriteValue(Utf8XmlWriter xml, ReadOnlySpan<byte> element, XmlQualifiedName value)
    {
        xml.Start(element);
        WritePrefix(xml, value);
        xml.Text(Prefixed(value)).End(element);
    }

    private static void WritePrefix(Utf8XmlWriter xml, XmlQualifiedName name) =>
        xml.Attribute("xmlns:q"u8, name.Namespace.Length == 0 ? null : name.Namespace);

    private static string Prefixed(XmlQualifiedName name) => name.Namespace.Length == 0 ? name.Name : $"q:{name.Name}";

    private static string Reason(FaultDescription fault) => EchoedText.Clean(fault.Reason, MaxReasonLength);
}
