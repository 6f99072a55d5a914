using System.Text;
using System.Xml;

namespace XdsDmp.Soap.Envelopes;

/// <summary>Reads a Fault received (SOAP 1.2 part 1 §5.4, SOAP 1.1 §4.4), leniently: it is only reported.</summary>
internal static class FaultReader
{
    private const int MaxDetail = 4000;

    public static FaultDescription Read(XmlReader fault)
    {
        var codes = new List<XmlQualifiedName>();
        var reason = "";
        var detail = new StringBuilder();
        var depth = fault.Depth;
        var part = "";
        while (fault.Read() && fault.Depth > depth)
        {
            if (fault.NodeType == XmlNodeType.Element && fault.Depth == depth + 1)
            {
                part = fault.LocalName;
            }
            else if (fault.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                switch (part)
                {
                    case "Code" or "faultcode":
                        codes.Add(QualifiedName(fault));
                        break;
                    case "Reason" or "faultstring" when reason.Length == 0:
                        reason = fault.Value.Trim();
                        break;
                    case "Detail" or "detail" when detail.Length < MaxDetail:
                        detail.Append(detail.Length == 0 ? "" : " ").Append(fault.Value.Trim());
                        break;
                }
            }
        }

        return Described(codes, reason) with
        {
            Detail = detail.Length == 0 ? null : EchoedText.Clean(detail.ToString(), MaxDetail),
        };
    }

    private static FaultDescription Described(List<XmlQualifiedName> codes, string reason)
    {
        // SOAP 1.1 puts an application's code where SOAP 1.2 has Sender or Receiver.
        var isStandard = codes.Count > 0 && codes[0].Namespace is SoapNames.Soap12 or SoapNames.Soap11;
        var below = isStandard ? 1 : 0;
        return new FaultDescription(isStandard ? CodeOf(codes[0].Name) : FaultCode.Sender, reason)
        {
            Subcode = codes.ElementAtOrDefault(below),
            SubSubcode = codes.ElementAtOrDefault(below + 1),
        };
    }

    private static FaultCode CodeOf(string name) => name.Split('.')[0] switch
    {
        "VersionMismatch" => FaultCode.VersionMismatch,
        "MustUnderstand" => FaultCode.MustUnderstand,
        "DataEncodingUnknown" => FaultCode.DataEncodingUnknown,
        "Sender" or "Client" => FaultCode.Sender,
        _ => FaultCode.Receiver,
    };

    private static XmlQualifiedName QualifiedName(XmlReader reader)
    {
        var text = reader.Value.Trim();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : text[..colon];
        return new XmlQualifiedName(text[(colon + 1)..], reader.LookupNamespace(prefix) ?? "");
    }
}
