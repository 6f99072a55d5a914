using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using XdsDmp.Hosting.InProcess;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Registry;
using XdsDmp.Repository;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Support;

/// <summary>
/// Registry and repository, really running on free ports of this machine with mutual TLS, in a folder of their own.
/// Their audit messages stay in the outboxes, where tests read them.
/// </summary>
public sealed class TestServices : IAsyncDisposable
{
    /// <summary>Nothing listens there: what is to be delivered stays where it is.</summary>
    private const string NoReceiver = "1";

    private readonly Dictionary<string, string?> _settings;
    private readonly ILoggerFactory _logs;
    private readonly TestServicesLog _log = new();
    private readonly Lazy<TestConnections> _connections = new(() => new TestConnections(TestPki.Practice));
    private RegistryService? _registry;
    private RepositoryService? _repository;
    private LocalAuditRepository? _audit;

    private TestServices(IEnumerable<(string Key, string Value)> settings)
    {
        Folder = TestFolder.New();
        _logs = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _settings = Defaults();
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }
    }

    /// <summary>Databases and documents of these services.</summary>
    public string Folder { get; }

    public string RegistryDatabase => TestDatabase.At(Path.Combine(Folder, "registry.db"));

    public string RepositoryDatabase => TestDatabase.At(Path.Combine(Folder, "repository.db"));

    /// <summary>Documents whose fate is open, one file each.</summary>
    public string StagingFolder => Path.Combine(Folder, "documents", "staging");

    /// <summary>Documents that readers may see, one file each, in subfolders.</summary>
    public string ContentFolder => Path.Combine(Folder, "documents", "content");

    public Uri Registry { get; private set; } = null!;

    public Uri Repository { get; private set; } = null!;

    /// <summary>Where the Document Recipient is; null unless a setting has switched it on.</summary>
    public Uri? Recipient { get; private set; }

    /// <summary>The patient identity feed over MLLP: with TLS, and without if a setting has switched that on.</summary>
    public int MllpPort => _registry!.MllpPort!.Value;

    /// <summary>Where the registry tells its health without TLS.</summary>
    public Uri RegistryHealth => _registry!.HealthUrl!;

    /// <summary>Where the repository tells its health without TLS.</summary>
    public Uri RepositoryHealth => _repository!.HealthUrl!;

    /// <summary>What the services have logged so far.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    /// <summary>Both services; patients need not be announced unless the settings say so.</summary>
    public static async Task<TestServices> StartAsync(params (string Key, string Value)[] settings)
    {
        var services = new TestServices(settings);
        await services.StartRegistryAsync();
        await services.StartRepositoryAsync();
        return services;
    }

    /// <summary>Both services, beside an audit repository of this process.</summary>
    public static async Task<TestServices> StartBesideAsync(
        LocalAuditRepository audit, params (string Key, string Value)[] settings)
    {
        var services = new TestServices(settings) { _audit = audit };
        await services.StartRegistryAsync();
        await services.StartRepositoryAsync();
        return services;
    }

    /// <summary>A registry alone; the repository is started when what it shall talk to is there.</summary>
    public static async Task<TestServices> StartRegistryOnlyAsync(params (string Key, string Value)[] settings)
    {
        var services = new TestServices(settings);
        await services.StartRegistryAsync();
        return services;
    }

    public async Task StartRegistryAsync()
    {
        _registry = await RegistryService.StartAsync(Configuration(), _logs, _audit);
        Registry = _registry.Url;
        _settings["Registry:Port"] = $"{Registry.Port}";
        _settings.TryAdd("Repository:RegistryUrl", Registry.AbsoluteUri);
    }

    public async Task StartRepositoryAsync(params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        _repository = await RepositoryService.StartAsync(Configuration(), _logs, _registry?.Local, _audit);
        Repository = _repository.Url;
        Recipient = _repository.RecipientUrl;
        _settings["Repository:Port"] = $"{Repository.Port}";
    }

    /// <summary>Afterwards nothing listens on its port until it is started again.</summary>
    public async Task StopRegistryAsync()
    {
        await _registry!.DisposeAsync();
        _registry = null;
    }

    public async Task StopRepositoryAsync()
    {
        await _repository!.DisposeAsync();
        _repository = null;
    }

    /// <summary>A practice's software: MTOM and SOAP 1.2 over HTTP/1.1 unless a test wants it otherwise.</summary>
    public TestClient Client(SoapForm? form = null, TestHttp http = TestHttp.Http11) =>
        new(Registry, Repository, _connections.Value.Client(http), form ?? new SoapForm(SoapVersion.Soap12, true));

    /// <summary>The same practice, which sends to the Document Recipient instead.</summary>
    public TestClient RecipientClient(SoapForm? form = null) => new(
        Registry, Recipient!, _connections.Value.Client(TestHttp.Http11), form
            ?? new SoapForm(SoapVersion.Soap12, true));

    /// <summary>The practice's software, its messages signed, its answers checked; an assertion with them.</summary>
    public TestClient SigningClient(SoapForm? form = null, ReadOnlyMemory<byte> assertion = default) => new(
        Registry, Repository, _connections.Value.Client(TestHttp.Http11), form
            ?? new SoapForm(SoapVersion.Soap12, true),
        OwnSignature.Of(
            () => TestPki.Practice, new TrustStore(TestPki.Files.TrustFolder, TimeProvider.System, _ => { }),
            XmlLimits.Metadata, TimeProvider.System).Signing,
        assertion);

    /// <summary>The practice's software, whose unsigned messages carry an assertion.</summary>
    public TestClient AssertingClient(ReadOnlyMemory<byte> assertion) => new(
        Registry, Repository, _connections.Value.Client(TestHttp.Http11), new SoapForm(SoapVersion.Soap12, true),
        OwnSignature.Carrying, assertion);

    /// <summary>Another system's software.</summary>
    public TestClient Client(TestConnections connections) =>
        new(Registry, Repository, connections.Client(TestHttp.Http11), new SoapForm(SoapVersion.Soap12, true));

    /// <summary>The same practice, sending bytes that a test has made by hand.</summary>
    public TestRawClient RawClient() => new(_connections.Value);

    /// <summary>A hospital's engine that tells of patients.</summary>
    public Task<TestFeed> FeedAsync() => TestFeed.ConnectAsync(MllpPort, _connections.Value);

    public async ValueTask DisposeAsync()
    {
        if (_connections.IsValueCreated)
        {
            _connections.Value.Dispose();
        }

        if (_repository is not null)
        {
            await StopRepositoryAsync();
        }

        if (_registry is not null)
        {
            await StopRegistryAsync();
        }

        _logs.Dispose();
        TestFolder.Delete(Folder);
    }

    private IConfigurationRoot Configuration() => new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();

    private Dictionary<string, string?> Defaults() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Registry:Port"] = "0",
        ["Registry:MllpPort"] = "0",
        ["Registry:Database"] = RegistryDatabase,
        ["Registry:UnknownPatients"] = "Accept",
        ["Repository:Port"] = "0",
        ["Repository:Database"] = RepositoryDatabase,
        ["Repository:ContentFolder"] = Path.Combine(Folder, "documents"),
        ["Repository:RepositoryUniqueId"] = A.RepositoryUniqueId,
        ["Repository:RegistryOverWire"] = "true",
        ["Security:Certificate"] = TestPki.Files.Node.CertificatePath,
        ["Security:Key"] = TestPki.Files.Node.KeyPath,
        ["Security:TrustFolder"] = TestPki.Files.TrustFolder,
        ["Audit:ReceiverPort"] = NoReceiver,
        ["Health:RegistryPort"] = "0",
        ["Health:RepositoryPort"] = "0",
    };
}
