using Microsoft.Extensions.Logging;
using XdsDmp.Atna;
using XdsDmp.Registry;
using XdsDmp.Repository;

namespace XdsDmp.CommandLine.Serving;

/// <summary>
/// The three services in this process, wired to each other. Each one's audit messages go to the audit repository, so
/// that it starts first and stops last.
/// </summary>
internal sealed class RunningServices : IAsyncDisposable
{
    private readonly AtnaService _atna;
    private readonly RegistryService _registry;
    private readonly RepositoryService _repository;

    private RunningServices(AtnaService atna, RegistryService registry, RepositoryService repository)
    {
        _atna = atna;
        _registry = registry;
        _repository = repository;
    }

    public Uri Registry => _registry.Url;

    /// <summary>A service of the DMP, beside the registry; null without that profile.</summary>
    public Uri? DmpUrlOf(string path) => _registry.DmpUrlOf(path);

    /// <summary>The port of the patient identity feed in HL7 v2: the one without TLS, where there is one.</summary>
    public int? MllpPort => _registry.MllpPort;

    public Uri Repository => _repository.Url;

    /// <summary>The Document Recipient, beside the repository; null where there is none.</summary>
    public Uri? Recipient => _repository.RecipientUrl;

    public int SyslogPort => _atna.SyslogPort;

    public int? SyslogUdpPort => _atna.SyslogUdpPort;

    public int? SyslogTcpPort => _atna.SyslogTcpPort;

    public Uri AuditFhir => _atna.Fhir;

    public Uri? AuditWeb => _atna.Web;

    public Uri AuditSoap => _atna.Soap;

    /// <summary>Without TLS; null where the settings want none.</summary>
    public Uri? RegistryHealth => _registry.HealthUrl;

    public Uri? RepositoryHealth => _repository.HealthUrl;

    public Uri? AuditHealth => _atna.HealthUrl;

    public static async Task<RunningServices> StartAsync(UpSettings settings, ILoggerFactory logs)
    {
        AtnaService? atna = null;
        RegistryService? registry = null;
        try
        {
            atna = await AtnaService.StartAsync(settings.Current, logs);
            settings.Default("Audit:ReceiverPort", $"{atna.SyslogPort}");
            settings.Default("Dmp:AuditRepository", atna.Fhir.AbsoluteUri);
            registry = await RegistryService.StartAsync(settings.Current, logs, atna.Local);
            settings.Default("Repository:RegistryUrl", registry.Url.AbsoluteUri);
            return new RunningServices(
                atna, registry, await RepositoryService.StartAsync(settings.Current, logs, registry.Local, atna.Local));
        }
        catch
        {
            // What has started holds ports and databases: a second try must find them free.
            await StopAsync(registry, atna);
            throw;
        }
    }

    /// <summary>
    /// First all of them tell that they stop, so that no request comes to a repository whose registry is going.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_repository.BeginStopAsync(), _registry.BeginStopAsync(), _atna.BeginStopAsync());
        await StopAsync(_repository, _registry, _atna);
    }

    private static async Task StopAsync(params IAsyncDisposable?[] services)
    {
        foreach (var service in services.OfType<IAsyncDisposable>())
        {
            await service.DisposeAsync();
        }
    }
}
