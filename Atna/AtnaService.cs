using XdsDmp.Atna.Archiving;
using XdsDmp.Atna.Reception;
using XdsDmp.Atna.Storage;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.InProcess;

namespace XdsDmp.Atna;

/// <summary>
/// The Audit Record Repository (ITI TF-1 §9) as a running service: takes in ITI-20 as syslog over TLS and as FHIR.
/// </summary>
public sealed class AtnaService : IAsyncDisposable
{
    private readonly SecureNode _node;
    private readonly SyslogPorts _syslog;
    private readonly AtnaHttp _http;
    private readonly AtnaWeb? _web;
    private readonly Upkeep _upkeep;

    private AtnaService(SecureNode node, Upkeep upkeep, SyslogPorts syslog, AtnaHttp http, AtnaWeb? web)
    {
        _node = node;
        _upkeep = upkeep;
        _syslog = syslog;
        _http = http;
        _web = web;
        Local = new LocalAuditRepository(syslog.TlsPort, node.Tls, new LocalSenders(node).FileAsync);
    }

    /// <summary>The same as <see cref="SyslogPort"/> for services that run in this process.</summary>
    public LocalAuditRepository Local { get; }

    /// <summary>Where syslog over TLS (RFC 5425) is received; a free port when 0 was asked for.</summary>
    public int SyslogPort => _syslog.TlsPort;

    /// <summary>Where syslog over UDP (RFC 5426) is received; null when the settings want none.</summary>
    public int? SyslogUdpPort => _syslog.UdpPort;

    /// <summary>Where syslog over TCP without TLS (RFC 6587) is received; null when the settings want none.</summary>
    public int? SyslogTcpPort => _syslog.TcpPort;

    /// <summary>The FHIR base URL.</summary>
    public Uri Fhir => _http.Fhir;

    /// <summary>The pages for auditors; null when the settings want none.</summary>
    public Uri? Web => _web?.Url;

    /// <summary>Where RecordAuditMessage and SearchAuditMessages are answered.</summary>
    public Uri Soap => _http.Soap;

    /// <summary>Where its health is told without TLS; null: nowhere.</summary>
    public Uri? HealthUrl => _node.HealthUrl;

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<AtnaService> StartAsync(IConfiguration configuration, ILoggerFactory logs)
    {
        var options = configuration.Read<AtnaOptions>("Atna").Checked();

        // The audit repository audits itself, but not by calling itself: its own messages are records from the moment
        // they are durable, even while its port is closed or its certificate has expired.
        var node = await SecureNode.StartAsync(
            "atna", options.Database, AtnaTables.Migrations, configuration, logs, AuditRecordStore.AppendOwn);
        Upkeep? upkeep = null;
        AtnaHttp? http = null;
        AtnaWeb? web = null;
        try
        {
            upkeep = await Upkeep.StartAsync(node, options);
            var cursorKey = await SecretStore.EnsureAsync(node.Writer, "search cursor");
            http = await AtnaHttp.StartAsync(node, options, cursorKey);
            web = options.WebPort < 0 ? null : await AtnaWeb.StartAsync(node, options, http.Fhir, cursorKey);
            var syslog = await SyslogPorts.StartAsync(node, options);
            node.Health.Started();
            return new AtnaService(node, upkeep, syslog, http, web);
        }
        catch
        {
            // What has started holds a port and the database.
            await (web?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (http?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (upkeep?.DisposeAsync() ?? ValueTask.CompletedTask);
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells whoever sends requests that no more should come; those that come are answered.</summary>
    public Task BeginStopAsync() => _node.BeginStopAsync();

    /// <summary>Messages that have arrived whole become records, then everything closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await BeginStopAsync();
        Local.Close();
        await Task.WhenAll(
            _web?.DisposeAsync().AsTask() ?? Task.CompletedTask, _http.DisposeAsync().AsTask(),
            _syslog.DisposeAsync().AsTask());
        await _upkeep.DisposeAsync();
        await _node.DisposeAsync();
        await _upkeep.SignEndAsync();
    }
}
