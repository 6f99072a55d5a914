using XdsDmp.Atna.Archiving;
using XdsDmp.Atna.Reception;
using XdsDmp.Atna.Storage;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna;

/// <summary>The Audit Record Repository (ITI TF-1 §9) as a running service: takes in ITI-20 over TLS.</summary>
public sealed class AtnaService : IAsyncDisposable
{
    private readonly SecureNode _node;
    private readonly SyslogReceiver _receiver;
    private readonly KestrelHost _host;
    private readonly Upkeep _upkeep;

    private AtnaService(SecureNode node, Upkeep upkeep, SyslogReceiver receiver, KestrelHost host)
    {
        _node = node;
        _upkeep = upkeep;
        _receiver = receiver;
        _host = host;
    }

    /// <summary>Where syslog over TLS (RFC 5425) is received; a free port when 0 was asked for.</summary>
    public int SyslogPort => _host.Port;

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<AtnaService> StartAsync(IConfiguration configuration, ILoggerFactory logs)
    {
        var options = configuration.Read<AtnaOptions>("Atna").Checked();
        var listen = new ListenAddress(options.Address, options.Port, options.PublicHost);

        // The audit repository audits itself, but not by calling itself: its own messages are records from the moment
        // they are durable, even while its port is closed or its certificate has expired.
        var node = await SecureNode.StartAsync(
            "atna", options.Database, AtnaTables.Migrations, configuration, logs, AuditRecordStore.AppendOwn);
        Upkeep? upkeep = null;
        try
        {
            upkeep = await Upkeep.StartAsync(node, options);
            var receiver = new SyslogReceiver(node, options);
            var host = await KestrelHost.StartConnectionsAsync(node, listen, receiver.ReceiveAsync);
            return new AtnaService(node, upkeep, receiver, host);
        }
        catch
        {
            await (upkeep?.DisposeAsync() ?? ValueTask.CompletedTask);
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Messages that have arrived whole become records, then everything closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _receiver.DisposeAsync();
        await _upkeep.DisposeAsync();
        await _node.DisposeAsync();
        await _upkeep.SignEndAsync();
    }
}
