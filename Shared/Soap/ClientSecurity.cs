namespace XdsDmp.Soap;

/// <summary>How a client's messages are protected beyond TLS; what that takes is none of SOAP's business.</summary>
/// <param name="Protect">Gives the message its security header.</param>
/// <param name="Check">
/// Looks at the answer to a message once its attachments are there; throws <see cref="SoapFaultException"/> when it is
/// not acceptable.
/// </param>
public sealed record ClientSecurity(
    Func<OutgoingMessage, CancellationToken, Task<OutgoingMessage>> Protect,
    Func<OutgoingMessage, SoapMessage, IAttachmentSink?, CancellationToken, Task> Check);
