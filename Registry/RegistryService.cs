using XdsDmp.Audit.Codes;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.InProcess;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Services;
using XdsDmp.Registry.Dmp.Traces;
using XdsDmp.Registry.PatientIdentity;
using XdsDmp.Registry.Removals;
using XdsDmp.Registry.Storage;
using XdsDmp.Registry.StoredQueries;
using XdsDmp.Registry.Submissions;
using XdsDmp.Registry.Updates;
using XdsDmp.Soap;

namespace XdsDmp.Registry;

/// <summary>
/// The Document Registry (ITI TF-1 §10.1.1.3) as a running service: its table of transactions, and what they work with.
/// </summary>
public sealed class RegistryService : IAsyncDisposable
{
    private readonly SecureNode _node;
    private readonly SoapServiceHost _host;
    private readonly KestrelHost? _mllp;

    private RegistryService(SecureNode node, SoapServiceHost host, KestrelHost? mllp)
    {
        _node = node;
        _host = host;
        _mllp = mllp;
    }

    /// <summary>Where all SOAP transactions are answered.</summary>
    public Uri Url => _host.Url;

    /// <summary>The same for a repository that runs in this process.</summary>
    public LocalService Local => _host.Local;

    /// <summary>Where a service of the DMP is answered; null without that profile.</summary>
    public Uri? DmpUrlOf(string path) => _host.UrlOf(path);

    /// <summary>Where ITI-8 and ITI-64 are answered; null when that is switched off.</summary>
    public int? MllpPort => _mllp?.Port;

    /// <summary>Where its health is told without TLS; null: nowhere.</summary>
    public Uri? HealthUrl => _node.HealthUrl;

    /// <param name="configuration">All settings.</param>
    /// <param name="logs">Where to log.</param>
    /// <param name="audit">An audit repository of this process, in case it is the one that the settings name.</param>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<RegistryService> StartAsync(
        IConfiguration configuration, ILoggerFactory logs, LocalAuditRepository? audit = null)
    {
        var options = configuration.Read<RegistryOptions>("Registry");
        var domain = AffinityDomainFile.Load(options.AffinityDomain);
        var node = await SecureNode.StartAsync(
            "registry", options.Database, RegistryTables.Migrations, configuration, logs, local: audit);
        var registry = new RegistryNode(
            options.For(domain), node.Writer, node.Readers, node.Audit, node.Clock)
        {
            Domain = domain,
            Profile = node.Profile,
            Dmp = node.Dmp,
            Access = DmpAccess.Of(node.Profile, node.Dmp, node.Clock),
            DmpRules = DmpProfile.RulesOf(node),
        };
        if (registry.Access.IsOn)
        {
            node.Logger.LogInformation("profile Dmp, habilitation matrix {Matrix}", registry.Access.Matrix);
        }

        KestrelHost? mllp = null;
        try
        {
            mllp = await PatientIdentity.Mllp.MllpPort.StartAsync(node, registry);
            var host = await SoapServiceHost.StartAsync(
                node, new ListenAddress(options.Address, options.Port, options.PublicHost),
                [.. Tables(registry), .. Traces(node, registry, configuration)]);
            node.Health.Started();
            return new RegistryService(node, host, mllp);
        }
        catch
        {
            // What has started holds ports and the database: a second try must find them free.
            await (mllp?.DisposeAsync() ?? ValueTask.CompletedTask);
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells whoever sends requests that no more should come; those that come are answered.</summary>
    public Task BeginStopAsync() => _node.BeginStopAsync();

    public async ValueTask DisposeAsync()
    {
        await BeginStopAsync();
        await Task.WhenAll(_mllp?.DisposeAsync().AsTask() ?? Task.CompletedTask, _host.DisposeAsync().AsTask());
        await _node.DisposeAsync();
    }

    /// <summary>All services of this port, the registry's own first.</summary>
    internal static IReadOnlyList<SoapService> Tables(RegistryNode registry) => registry.Profile == Profile.Dmp
        ? [Table(registry) with { OtherPaths = [DmpServices.DmpBase + "/registry"] }, .. DmpServices.Tables(registry)]
        : [Table(registry)];

    /// <summary>Who did what with a DMP.</summary>
    private static IReadOnlyList<SoapService> Traces(
        SecureNode node, RegistryNode registry, IConfiguration configuration)
    {
        if (registry.Profile != Profile.Dmp)
        {
            return [];
        }

        var passingOn = configuration.Read<SecurityOptions>("Security").WithoutAssertion;
        return [TraceOperations.Table(registry, TraceSearch.Of(node, passingOn))];
    }

    /// <summary>Action URI → transaction.</summary>
    internal static SoapService Table(RegistryNode registry) => new(
        "/registry",
        "DocumentRegistry.wsdl",
        new SoapLimits
        {
            MaxEnvelopeBytes = registry.Options.MaxRequestBytes,
            MaxTotalBytes = registry.Options.MaxRequestBytes,
        },
        [
            Trial(TransactionId.Iti42, exchange => new RegisterDocumentSet(exchange, registry)),
            Trial(UpdateOf(registry), exchange => new UpdateDocumentSet(exchange, registry)),
            Trial(TransactionId.Iti62, exchange => new RemoveMetadata(exchange, registry)),
            Trial(TransactionId.Iti92, exchange => new RestrictedUpdateDocumentSet(exchange, registry)),
            Trial(TransactionId.Iti61, exchange => new RegisterOnDemandDocumentEntry(exchange, registry)),
            new SoapOperation(TransactionId.Iti18, exchange => new RegistryStoredQuery(
                exchange, registry, StoredQueryCatalog.OnePatient, EventTypes.Iti18)),
            new SoapOperation(TransactionId.Iti51, exchange => new RegistryStoredQuery(
                exchange, registry, StoredQueryCatalog.MultiPatient, EventTypes.Iti51)),
            new SoapOperation(TransactionId.Iti44Add, exchange => new PatientIdentityFeedV3(exchange, registry)),
            new SoapOperation(TransactionId.Iti44Revise, exchange => new PatientIdentityFeedV3(exchange, registry)),
            new SoapOperation(TransactionId.Iti44Merge, exchange => new PatientIdentityFeedV3(exchange, registry)),
        ])
    {
        ValidateSchema = registry.Options.ValidateSchema,
    };

    /// <summary>The French profile answers ITI-57 under an action of its own.</summary>
    private static TransactionId UpdateOf(RegistryNode registry) => registry.Profile == Profile.Dmp
        ? TransactionId.Iti57 with { ReplyAction = registry.Dmp.UpdateReplyAction }
        : TransactionId.Iti57;

    /// <summary>What changes metadata can be tried before it is done.</summary>
    private static SoapOperation Trial(TransactionId id, Func<SoapExchange, ITransaction> begin) =>
        new(id, begin) { HasDryRun = true };
}
