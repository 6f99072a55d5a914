using XdsDmp.Atna.Reception.Datagrams;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna.Reception;

/// <summary>
/// The ports on which syslog messages are received: TLS always, UDP and plain TCP where settings want them.
/// </summary>
internal sealed class SyslogPorts : IAsyncDisposable
{
    private readonly SyslogReceiver _receiver;
    private KestrelHost? _tls;
    private KestrelHost? _tcp;
    private DatagramReceiver? _udp;

    private SyslogPorts(SyslogReceiver receiver) => _receiver = receiver;

    public int TlsPort => _tls!.Port;

    public int? TcpPort => _tcp?.Port;

    public int? UdpPort => _udp?.Port;

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<SyslogPorts> StartAsync(SecureNode node, AtnaOptions options)
    {
        var ports = new SyslogPorts(new SyslogReceiver(node, options));
        try
        {
            await ports.OpenAsync(node, options);
            return ports;
        }
        catch
        {
            await ports.DisposeAsync();
            throw;
        }
    }

    /// <summary>Messages that have arrived whole become records, then the ports close.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(CloseAsync(_tls), CloseAsync(_tcp), CloseAsync(_udp));
        await _receiver.DisposeAsync();
    }

    private async Task OpenAsync(SecureNode node, AtnaOptions options)
    {
        var networks = options.PlainNetworks;
        _tls = await KestrelHost.StartConnectionsAsync(
            node, new ListenAddress(options.Address, options.Port, options.PublicHost), _receiver.ReceiveAsync);
        if (options.TcpPort >= 0)
        {
            node.Logger.LogWarning("Atna:TcpPort: senders without TLS are not proven, and read by who listens");
            _tcp = await KestrelHost.StartConnectionsAsync(
                node, new ListenAddress(options.Address, options.TcpPort, options.PublicHost), _receiver.ReceiveAsync,
                new PlainPeers(networks, _receiver.ReceiveAsync, options.IdleTimeout));
        }

        _udp = options.UdpPort >= 0 ? DatagramReceiver.Start(_receiver) : null;
    }

    private static async Task CloseAsync(IAsyncDisposable? port) =>
        await (port?.DisposeAsync() ?? ValueTask.CompletedTask);
}
