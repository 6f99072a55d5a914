using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// Where servers run: a folder with their databases and their development PKI, and the clients' side of TLS.
/// </summary>
internal sealed record Workplace(string Folder, DevelopmentPkiFiles Pki, TlsPolicy ClientTls, int Clients)
    : IAsyncDisposable
{
    public const string RepositoryUniqueId = "1.2.250.1.213.99.7";

    private static int _last;

    private readonly List<ServerProcess> _servers = [];

    public Surroundings Surroundings { get; init; } = new();

    /// <summary>A file, or <c>postgres:</c> and a connection string; the services take either.</summary>
    public string RegistryDatabase { get; private init; } = Path.Combine(Folder, "registry.db");

    public string AuditDatabase { get; private init; } = Path.Combine(Folder, "atna.db");

    public string RepositoryDatabase { get; private init; } = Path.Combine(Folder, "repository.db");

    /// <summary>Opens the folder, which must not be in use by an earlier run; makes databases.</summary>
    public static async Task<Workplace> CreateAsync(string folder, int clients, Surroundings surroundings)
    {
        Directory.CreateDirectory(folder);
        var workplace = Open(folder, clients) with { Surroundings = surroundings };
        if (surroundings.Postgres is not { } postgres)
        {
            return workplace;
        }

        var name = $"bench_{Environment.ProcessId}_{++_last}";
        return workplace with
        {
            RegistryDatabase = await postgres.CreateAsync($"{name}_registry"),
            AuditDatabase = await postgres.CreateAsync($"{name}_atna"),
            RepositoryDatabase = await postgres.CreateAsync($"{name}_repository"),
        };
    }

    public static Workplace Open(string folder, int clients)
    {
        var pki = DevelopmentPki.Ensure(Path.Combine(folder, "pki"), TimeProvider.System);
        return new Workplace(folder, pki, PolicyOf(pki, pki.Practice), clients);
    }

    /// <summary>Starts a server process, which ends with this workplace.</summary>
    public async Task<ServerProcess> StartAsync(
        string role, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var server = await ServerProcess.StartAsync(role, this, settings);
        _servers.Add(server);
        return server;
    }

    /// <summary>The three services, whose databases are those of this workplace.</summary>
    public Task<ServerProcess> StartProductAsync(params IEnumerable<KeyValuePair<string, string>> settings) =>
        StartAsync("product",
        [
            new("Registry:Database", RegistryDatabase), new("Repository:Database", RepositoryDatabase),
            new("Atna:Database", AuditDatabase), .. settings,
        ]);

    /// <summary>Ends one before the workplace does.</summary>
    public async Task StopAsync(ServerProcess server)
    {
        _servers.Remove(server);
        await server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>The services' side of TLS.</summary>
    public TlsPolicy ServerTls() => PolicyOf(Pki, Pki.Node);

    private static TlsPolicy PolicyOf(DevelopmentPkiFiles pki, NodeCertificateFiles own) => new(
        new NodeCertificateSource(own, TimeProvider.System, alarm => throw new InvalidOperationException(alarm.Text)),
        new TrustStore(pki.TrustFolder, TimeProvider.System, alarm => throw new InvalidOperationException(alarm.Text)),
        new TlsPolicyOptions(), TimeProvider.System, refused => Console.Error.WriteLine($"refused: {refused.Text}"));
}
