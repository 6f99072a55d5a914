using System.Xml;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.InProcess;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Checks;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.OnDemand;
using XdsDmp.Repository.Recipient;
using XdsDmp.Repository.Removals;
using XdsDmp.Repository.Retrievals;
using XdsDmp.Repository.Signatures;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;

namespace XdsDmp.Repository;

/// <summary>
/// The Document Repository (ITI TF-1 §10.1.1.4) as a running service: its table of transactions, and what they work
/// with.
/// </summary>
public sealed class RepositoryService : IAsyncDisposable
{
    /// <summary>Each is a file of its own that has to be on disk before anything else is looked at.</summary>
    internal const int MaxDocumentsPerSubmission = 1_000;

    private const string RecipientPath = "/recipient";

    private static readonly SoapService[] NoMore = [];

    private readonly SecureNode _node;
    private readonly SoapServiceHost _host;
    private readonly IReadOnlyList<RecurringWork> _background;
    private readonly IReadOnlyList<IDisposable> _connections;

    private RepositoryService(
        SecureNode node, SoapServiceHost host, IReadOnlyList<RecurringWork> background,
        IReadOnlyList<IDisposable> connections)
    {
        _node = node;
        _host = host;
        _background = background;
        _connections = connections;
    }

    /// <summary>Where ITI-41 and ITI-43 are answered.</summary>
    public Uri Url => _host.Url;

    /// <summary>Where the Document Recipient takes ITI-41; null where there is none.</summary>
    public Uri? RecipientUrl => _host.UrlOf(RecipientPath);

    /// <summary>Where its health is told without TLS; null: nowhere.</summary>
    public Uri? HealthUrl => _node.HealthUrl;

    /// <param name="configuration">All settings.</param>
    /// <param name="logs">Where to log.</param>
    /// <param name="local">A registry of this process, in case it is the one that the settings name.</param>
    /// <param name="audit">Likewise an audit repository.</param>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<RepositoryService> StartAsync(
        IConfiguration configuration, ILoggerFactory logs, LocalService? local = null,
        LocalAuditRepository? audit = null)
    {
        var options = Checked(configuration.Read<RepositoryOptions>("Repository"));
        var node = await SecureNode.StartAsync(
            "repository", options.Database, RepositoryTables.Migrations, configuration, logs, local: audit);
        await RepositoryIdentity.RequireAsync(node.Writer, options.RepositoryUniqueId);
        if (node.Profile == Profile.Dmp)
        {
            options = options.For(node.Dmp, configuration.Read<SecurityOptions>("Security").TrustFolder);
        }

        var content = ContentStores.Open(options, PartsOf(node));
        var masterKeys = MasterKeys.Of(options);
        var registry = new RegistryClient(
            new Uri(options.RegistryUrl), RegistryLink.Of(options, node.Tls, local),
            TimeSpan.FromSeconds(options.RegistryTimeoutSeconds), node.Tls, node.Audit, node.Messages.ForClient);
        var repository = new RepositoryNode(
            options, node.Writer, node.Readers, node.Audit,
            new ContentVault(new MeasuredContentStore(content), masterKeys, options.MaxDocumentBytes), registry,
            node.Clock)
        {
            Database = node.Database,
            Damages = new Damages(node.Writer, node.Readers, node.Audit, node.Clock, node.Logger),
            Signatures = SignatureRules.Of(options, node.Clock, node.Logger),
            OnDemand = OnDemandDocuments.Of(options.OnDemand, node.Tls, node.Logger),
            Checks = DocumentChecks.Of(options.Checks, node.Logger),
            IsOfDmp = node.Profile == Profile.Dmp,
            DmpRules = DmpProfile.RulesOf(node),
        };
        var settler = new IntentSettler(repository, node.Logger);
        var upkeep = await UpkeepAsync(repository, masterKeys, node.Logger);
        RecurringWork[] background =
        [
            new(IntentSettler.Pause, node.Clock, cancel => RecurringWork.OneAtATimeAsync(
                node.Database, "settling submissions", node.Logger, () => settler.TrySettleAllAsync(cancel))),
            new(ContentUpkeep.Pause, node.Clock, upkeep.RunOnceAsync),
        ];
        Array.ForEach(background, work => work.Start());
        var host = await SoapServiceHost.StartAsync(
            node, new ListenAddress(options.Address, options.Port, options.PublicHost),
            [Table(repository, settler), .. options.Recipient.Enabled ? [RecipientTable(repository)] : NoMore]);
        var probe = RegistryProbe.Of(options.RegistryUrl, node.Tls);
        node.Health.Add(RegistryProbe.Name, probe.CheckAsync);
        new RepositoryHealth(repository).AddTo(node.Health);
        node.Health.Started();
        return new RepositoryService(
            node, host, background, [registry, probe, .. new[] { content }.OfType<IDisposable>()]);
    }

    /// <summary>Tells whoever sends requests that no more should come; those that come are answered.</summary>
    public Task BeginStopAsync() => _node.BeginStopAsync();

    public async ValueTask DisposeAsync()
    {
        await BeginStopAsync();
        await _host.DisposeAsync();
        foreach (var work in _background)
        {
            await work.DisposeAsync();
        }

        await _node.DisposeAsync();
        foreach (var connections in _connections)
        {
            connections.Dispose();
        }
    }

    private static ContentStoreParts PartsOf(SecureNode node) => new(
        () => node.Writer, node.Readers, () => node.Database.LogBytes,
        s3 => MutualTlsHandler.Create(s3.TrustFolder.Length > 0 ? node.TlsTrusting(s3.TrustFolder) : node.Tls),
        new StagedKeys(node.Writer, node.Readers, node.Clock));

    /// <summary>What crashes have left is put in order before the first request comes.</summary>
    private static async Task<ContentUpkeep> UpkeepAsync(
        RepositoryNode repository, MasterKeys masterKeys, ILogger logger)
    {
        var sweeper = new ContentSweeper(repository, logger);
        await sweeper.SweepStagedAsync(CancellationToken.None);
        return new ContentUpkeep(
            repository.Database, sweeper, new KeyRotation(repository, masterKeys, logger),
            new Scrubber(repository, logger), logger);
    }

    /// <summary>The Document Recipient: the same transaction, by other rules and to another end.</summary>
    private static SoapService RecipientTable(RepositoryNode repository) => new(
        RecipientPath,
        "DocumentRecipient.wsdl",
        LimitsOf(repository.Options),
        [
            new SoapOperation(TransactionId.Iti41, exchange => new ReceiveDocumentSet(exchange, repository))
            {
                AnswersLater = false,
            },
        ])
    {
        ValidateSchema = repository.Options.ValidateSchema,
        NewAttachmentSink = () => new StagedDocuments(repository.Content),
    };

    /// <summary>Action URI → transaction.</summary>
    private static SoapService Table(RepositoryNode repository, IntentSettler settler) => new(
        "/repository",
        "DocumentRepository.wsdl",
        repository.DmpRules is null ? LimitsOf(repository.Options) : DmpLimitsOf(repository.Options),
        [
            new SoapOperation(TransactionId.Iti41, exchange =>
                new ProvideAndRegisterDocumentSet(exchange, repository, settler)),
            new SoapOperation(TransactionId.Iti43, exchange => new RetrieveDocumentSet(exchange, repository, settler)),
            new SoapOperation(TransactionId.Iti86, exchange => new RemoveDocuments(exchange, repository, settler)),
        ])
    {
        ValidateSchema = repository.Options.ValidateSchema,
        NewAttachmentSink = () => new StagedDocuments(repository.Content),
    };

    private static SoapLimits LimitsOf(RepositoryOptions options) => new()
    {
        MaxEnvelopeBytes = options.MaxMetadataBytes,
        MaxAttachmentBytes = options.MaxDocumentBytes,
        MaxParts = MaxDocumentsPerSubmission + 1,
        MaxTotalBytes = options.MaxSubmissionBytes,
        InlineDocumentElement = new XmlQualifiedName("Document", "urn:ihe:iti:xds-b:2007"),
    };

    /// <summary>Documents are small there, and a larger one is a refusal with its rule rather than a fault.</summary>
    private static SoapLimits DmpLimitsOf(RepositoryOptions options) => LimitsOf(options) with
    {
        AcceptsMislabelledPackages = true,
        MaxAttachmentBytes = options.MaxSubmissionBytes,
    };

    internal static RepositoryOptions Checked(RepositoryOptions options)
    {
        if (!Oid.IsValid(options.RepositoryUniqueId))
        {
            throw new ConfigurationException(
                $"Repository:RepositoryUniqueId '{options.RepositoryUniqueId}' is not an OID; "
                + "every repository needs one of its own");
        }

        return options;
    }
}
