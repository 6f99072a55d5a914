using System.Net;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Audit.Syslog;
using XdsDmp.Security.Trust;

namespace XdsDmp.Hosting.InProcess;

/// <summary>
/// The audit repository of this process for the services that run beside it: the way in behind TLS and syslog's
/// framing, where a message is what it would have been had it come over the wire.
/// </summary>
/// <param name="port">Where it is reached over the wire.</param>
/// <param name="tls">Whom it lets in.</param>
/// <param name="file">Makes messages of a sender durable.</param>
public sealed class LocalAuditRepository(int port, TlsPolicy tls, FileAuditMessages file)
{
    private volatile bool _isClosed;

    /// <summary>From now on nobody is let in.</summary>
    public void Close() => _isClosed = true;

    /// <summary>Whether these settings name it: this machine and its port.</summary>
    internal bool IsAt(string host, int receiverPort) => receiverPort == port
        && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>Completes when the messages are records.</summary>
    /// <param name="messages">Syslog messages without octet count, in order.</param>
    /// <param name="caller">Who sends: what its certificate may do, it may do here.</param>
    /// <param name="host">The name by which it calls the audit repository.</param>
    /// <exception cref="AuditDeliveryException">It is not let in; nothing was taken.</exception>
    internal Task FileAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, TlsPolicy caller, string host)
    {
        if (_isClosed)
        {
            throw new AuditDeliveryException("the audit repository of this process has stopped");
        }

        if (!Meets(caller, host))
        {
            throw new AuditDeliveryException(
                "the audit repository of this process and this node do not trust each other");
        }

        return file(messages, caller.Certificate);
    }

    private bool Meets(TlsPolicy caller, string host) =>
        tls.Admits(caller, PeerUsage.Client, new IPEndPoint(IPAddress.Loopback, 0))
        && caller.Admits(tls, PeerUsage.Server, new DnsEndPoint(host, port), host);
}

/// <summary>Makes messages of one sender records, in order; completes when they are durable.</summary>
/// <param name="messages">Syslog messages without octet count.</param>
/// <param name="sender">The certificate that it would prove to own.</param>
/// <exception cref="AuditDeliveryException">The sender may not send.</exception>
public delegate Task FileAuditMessages(IReadOnlyList<ReadOnlyMemory<byte>> messages, X509Certificate2 sender);
