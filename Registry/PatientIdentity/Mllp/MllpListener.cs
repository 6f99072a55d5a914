using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Telemetry;

namespace XdsDmp.Registry.PatientIdentity.Mllp;

/// <summary>Receives HL7 v2 messages over MLLP: what all connections have in common.</summary>
/// <param name="node">Whose name the audit messages bear.</param>
/// <param name="receiver">Answers the messages.</param>
/// <param name="limits">Of one connection.</param>
/// <param name="scheme">Names the protocol in the audit trail when a message does not name its receiver.</param>
internal sealed class MllpListener(SecureNode node, AdtReceiver receiver, MllpLimits limits, string scheme)
{
    public AdtReceiver Receiver => receiver;

    public MllpLimits Limits => limits;

    public TimeProvider Clock => node.Clock;

    public RequestWatch Requests => node.Requests;

    public ILogger Logger => node.Logger;

    public async Task ReceiveAsync(ConnectionContext connection)
    {
        // Feeds keep connections open for days; one that vanished without a word is found out by TCP.
        connection.Features.Get<IConnectionSocketFeature>()?.Socket
            .SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        await new MllpConnection(connection, this).RunAsync();
    }

    /// <summary>Who it is, asked for each message; null without TLS.</summary>
    public CallingSystem? CallerOf(ConnectionContext connection) =>
        connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } certificate
            ? node.Permission.CallerOf(certificate, (connection.RemoteEndPoint as IPEndPoint)?.Address)
            : null;

    /// <summary>The two ends as the connection shows them.</summary>
    public AuditContext ContextOf(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        return new AuditContext
        {
            Node = node.Audit.Node,
            Time = node.Audit.Now,
            End = TransactionEnd.Server,
            ServerEndpoint = $"{scheme}://{node.Audit.Node.HostName}:{(connection.LocalEndPoint as IPEndPoint)?.Port}",
            ClientCertificateSubject = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate?.Subject,
            PeerAddress = (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString(),
        };
    }
}
