using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Reception;

/// <summary>ITI-20 over syslog (ITI TF-2 §3.20; RFC 5425): what all connections have in common.</summary>
internal sealed class SyslogReceiver(SecureNode node, AtnaOptions options) : IAsyncDisposable
{
    private const long MaxFrameMemory = 256L * 1024 * 1024;

    private readonly CancellationTokenSource _abandon = new();

    public RecordIntake Intake { get; } = new(node.Writer, node.Clock, node.Logger);

    /// <summary>One for all ports.</summary>
    public FrameMemory Memory { get; } = new(MaxFrameMemory);

    public AuditTrail Audit => node.Audit;

    public SystemPermission Permission => node.Permission;

    public AtnaOptions Options => options;

    public TimeProvider Clock => node.Clock;

    public ILogger Logger => node.Logger;

    /// <summary>The last moment: what is not durable by then is given up.</summary>
    public CancellationToken Abandon => _abandon.Token;

    public async Task ReceiveAsync(ConnectionContext connection)
    {
        // Senders keep connections open for days; one that vanished without a word is found out by TCP.
        connection.Features.Get<IConnectionSocketFeature>()?.Socket
            .SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        await new SyslogConnection(connection, this).RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _abandon.CancelAsync();
        _abandon.Dispose();
    }
}
