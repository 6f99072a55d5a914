using System.Xml;

namespace XdsDmp.Soap;

/// <summary>The faults a service gives, each with the words that help the sender.</summary>
public static class SoapFaults
{
    public static SoapFaultException Sender(string reason, Exception? cause = null) =>
        new(new FaultDescription(FaultCode.Sender, reason), cause);

    public static SoapFaultException Receiver(string reason) => new(FaultCode.Receiver, reason);

    /// <summary>The envelope is of no SOAP version that we know.</summary>
    public static SoapFaultException VersionMismatch(string reason) => new(FaultCode.VersionMismatch, reason);

    /// <summary>Header blocks that had to be understood and are not.</summary>
    public static SoapFaultException MustUnderstand(
        IReadOnlyList<XmlQualifiedName> headers, string? relatesTo = null)
    {
        var names = string.Join(", ", headers.Select(h => EchoedText.Quote($"{{{h.Namespace}}}{h.Name}")));
        var reason = $"mandatory header not understood: {names}";
        return new SoapFaultException(new FaultDescription(FaultCode.MustUnderstand, reason)
        {
            NotUnderstood = headers,
            RelatesTo = relatesTo,
        });
    }

    /// <summary>The action is none of this endpoint's (WS-Addressing SOAP Binding §6.4.4).</summary>
    public static SoapFaultException ActionNotSupported(string action, IEnumerable<string> accepted)
    {
        var reason = $"wsa:Action {EchoedText.Quote(action)} is not supported here; "
            + $"accepted: {string.Join(", ", accepted)}";
        return new SoapFaultException(Addressing("ActionNotSupported", reason) with { ProblemAction = action });
    }

    /// <summary>A header that must be there is not (§6.4.2), for instance <c>Action</c> or <c>MessageID</c>.</summary>
    public static SoapFaultException AddressingHeaderRequired(string header)
    {
        var fault = Addressing("MessageAddressingHeaderRequired", $"the header wsa:{header} is missing");
        return new SoapFaultException(fault with { ProblemHeader = Wsa(header) });
    }

    /// <summary>A header that cannot be processed (§6.4.1); <paramref name="cause"/> is its sub-subcode.</summary>
    public static SoapFaultException InvalidAddressingHeader(string header, string reason, string? cause = null) =>
        new(Addressing("InvalidAddressingHeader", reason) with
        {
            SubSubcode = cause is null ? null : Wsa(cause),
            ProblemHeader = Wsa(header),
        });

    /// <summary>Answers go back on the connection of the question only (WS-Addressing Metadata §5.2).</summary>
    public static SoapFaultException OnlyAnonymousAddressSupported(string header, string address, string why = "") =>
        InvalidAddressingHeader(
            header,
            $"the address of wsa:{header} is {EchoedText.Quote(address)}; "
            + $"only {WsAddressing.Anonymous} is supported{why}",
            "OnlyAnonymousAddressSupported");

    /// <summary>Answers go elsewhere only where the operator of this service allows it (§6.4.1.2).</summary>
    public static SoapFaultException InvalidAddress(string header, string address, string reason) =>
        InvalidAddressingHeader(
            header, $"the address of wsa:{header} is {EchoedText.Quote(address)}; {reason}", "InvalidAddress");

    private static FaultDescription Addressing(string subcode, string reason) =>
        new(FaultCode.Sender, reason) { Subcode = Wsa(subcode) };

    private static XmlQualifiedName Wsa(string name) => new(name, WsAddressing.Namespace);
}
