using XdsDmp.Atna.Reception;
using XdsDmp.Atna.Storage;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna;

/// <summary>
/// The Audit Record Repository (ITI TF-1 §9) as a running service: takes in ITI-20 as syslog over TLS and as FHIR.
/// </summary>
public sealed class AtnaService : IAsyncDisposable
{
    private readonly SecureNode _node;
    private readonly SyslogReceiver _receiver;
    private readonly KestrelHost _host;
    private readonly AtnaHttp _http;

    private AtnaService(SecureNode node, SyslogReceiver receiver, KestrelHost host, AtnaHttp http)
    {
        _node = node;
        _receiver = receiver;
        _host = host;
        _http = http;
    }

    /// <summary>Where syslog over TLS (RFC 5425) is received; a free port when 0 was asked for.</summary>
    public int SyslogPort => _host.Port;

    /// <summary>The FHIR base URL.</summary>
    public Uri Fhir => _http.Fhir;

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<AtnaService> StartAsync(IConfiguration configuration, ILoggerFactory logs)
    {
        var options = configuration.Read<AtnaOptions>("Atna").Checked();

        // The audit repository audits itself, but not by calling itself: its own messages are records from the moment
        // they are durable, even while its port is closed or its certificate has expired.
        var node = await SecureNode.StartAsync(
            "atna", options.Database, AtnaTables.Migrations, configuration, logs, AuditRecordStore.AppendOwn);
        AtnaHttp? http = null;
        try
        {
            await new IndexRebuild(node.Writer, node.Readers, node.Logger).RunAsync();
            http = await AtnaHttp.StartAsync(node, options);
            var receiver = new SyslogReceiver(node, options);
            var listen = new ListenAddress(options.Address, options.Port, options.PublicHost);
            var host = await KestrelHost.StartConnectionsAsync(node, listen, receiver.ReceiveAsync);
            return new AtnaService(node, receiver, host, http);
        }
        catch
        {
            // What has started holds a port and the database.
            await (http?.DisposeAsync() ?? ValueTask.CompletedTask);
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Messages that have arrived whole become records, then everything closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _http.DisposeAsync();
        await _host.DisposeAsync();
        await _receiver.DisposeAsync();
        await _node.DisposeAsync();
    }
}
