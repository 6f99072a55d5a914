using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// Where one row runs: a folder with its databases and its development PKI, and the clients' side of TLS.
/// </summary>
internal sealed record Workplace(string Folder, DevelopmentPkiFiles Pki, TlsPolicy ClientTls, int Clients)
    : IAsyncDisposable
{
    public const string RepositoryUniqueId = "1.2.250.1.213.99.7";

    private readonly List<ServerProcess> _servers = [];

    public string RegistryDatabase => Path.Combine(Folder, "registry.db");

    public string AuditDatabase => Path.Combine(Folder, "atna.db");

    public string RepositoryDatabase => Path.Combine(Folder, "repository.db");

    /// <summary>Opens the folder, which must not be in use by an earlier run.</summary>
    public static Workplace Create(string folder, int clients)
    {
        Directory.CreateDirectory(folder);
        return Open(folder, clients);
    }

    public static Workplace Open(string folder, int clients)
    {
        var pki = DevelopmentPki.Ensure(Path.Combine(folder, "pki"), TimeProvider.System);
        return new Workplace(folder, pki, PolicyOf(pki, pki.Practice), clients);
    }

    /// <summary>Starts a server process, which ends with this workplace.</summary>
    /// <param name="role">What it serves.</param>
    /// <param name="within">A workplace inside this one; null: this one.</param>
    public async Task<ServerProcess> StartAsync(string role, Workplace? within = null)
    {
        var server = await ServerProcess.StartAsync(role, within ?? this);
        _servers.Add(server);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The services' side of TLS.</summary>
    public TlsPolicy ServerTls() => PolicyOf(Pki, Pki.Node);

    private static TlsPolicy PolicyOf(DevelopmentPkiFiles pki, NodeCertificateFiles own) => new(
        new NodeCertificateSource(own, TimeProvider.System, alarm => throw new InvalidOperationException(alarm.Text)),
        new TrustStore(pki.TrustFolder, TimeProvider.System, alarm => throw new InvalidOperationException(alarm.Text)),
        new TlsPolicyOptions(), TimeProvider.System, refused => Console.Error.WriteLine($"refused: {refused.Text}"));
}
