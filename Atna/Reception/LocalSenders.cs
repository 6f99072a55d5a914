using System.Net;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Reception;

/// <summary>
/// ITI-20 of the services that run in this process: syslog messages that need no wire. A sender who sees that they are
/// not kept keeps them himself, so that nothing is tried twice here.
/// </summary>
internal sealed class LocalSenders(SecureNode node)
{
    /// <summary>Completes when the messages are records, in this order.</summary>
    /// <exception cref="AuditDeliveryException">The sender may not send.</exception>
    public Task FileAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, X509Certificate2 sender)
    {
        var caller = node.Permission.CallerOf(sender, IPAddress.Loopback);
        if (!node.Permission.Allows(caller, TransactionNumber.Iti20))
        {
            throw new AuditDeliveryException("this system may not send audit messages");
        }

        var raw = messages.Select(message => message.ToArray());
        var batch = Sender.OfThisProcess(sender).Sent(raw, node.Clock.GetUtcNow());
        return node.Writer.WriteAsync(session => AuditRecordStore.Append(session, batch));
    }
}
