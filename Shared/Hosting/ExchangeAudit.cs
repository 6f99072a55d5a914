using XdsDmp.Audit.Events;

namespace XdsDmp.Hosting;

/// <summary>What every audit message of one service says about the two ends of an exchange.</summary>
internal sealed class ExchangeAudit(AuditTrail audit, Uri endpoint)
{
    public AuditContext ContextOf(CallingSystem caller, string? replyTo) => new()
    {
        Node = audit.Node,
        Time = audit.Now,
        End = TransactionEnd.Server,
        ServerEndpoint = endpoint.AbsoluteUri,
        ClientReplyTo = replyTo,
        ClientCertificateSubject = caller.Subject,
        ClientSystem = caller.System?.Name,
        PeerAddress = caller.Address.ToString(),
    };
}
