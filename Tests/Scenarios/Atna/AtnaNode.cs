using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting.InProcess;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>An audit repository on a free port with certificates of its own, and senders of all manners.</summary>
internal sealed class AtnaNode : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xdsdmp-atna").FullName;
    private readonly Dictionary<string, string?> _settings;
    private readonly TlsPolicy _tls;
    private AtnaService? _service;

    private AtnaNode(params IReadOnlyList<(string Key, string Value)> settings)
    {
        Pki = DevelopmentPki.Ensure(Path.Combine(_folder, "pki"), TimeProvider.System);
        _settings = new Dictionary<string, string?>
        {
            ["Atna:Port"] = "0",
            ["Atna:HttpPort"] = "0",
            ["Health:AtnaPort"] = "0",
            ["Atna:WebPort"] = "0",
            ["Atna:Database"] = DatabaseFile,
            ["Atna:CheckpointKey"] = Path.Combine(_folder, "atna-checkpoint.key"),
            ["Atna:AnchorFile"] = Path.Combine(_folder, "atna-checkpoints.txt"),
            ["Security:Certificate"] = Pki.Node.CertificatePath,
            ["Security:Key"] = Pki.Node.KeyPath,
            ["Security:TrustFolder"] = Pki.TrustFolder,
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        var clock = TimeProvider.System;
        _tls = new TlsPolicy(
            new NodeCertificateSource(Pki.Practice, clock, _ => { }),
            new TrustStore(Pki.TrustFolder, clock, _ => { }),
            new TlsPolicyOptions(),
            clock,
            _ => { });
    }

    public DevelopmentPkiFiles Pki { get; }

    /// <summary>A SQLite file, or what stands for it on a server.</summary>
    public string DatabaseFile => TestDatabase.At(Path.Combine(_folder, "atna.db"));

    public int Port => _service!.SyslogPort;

    public int UdpPort => _service!.SyslogUdpPort!.Value;

    public int TcpPort => _service!.SyslogTcpPort!.Value;

    /// <summary>The same for services that a test starts beside it.</summary>
    public LocalAuditRepository Local => _service!.Local;

    public Uri Fhir => _service!.Fhir;

    public Uri Soap => _service!.Soap;

    /// <summary>The pages for auditors.</summary>
    public Uri Web => _service!.Web!;

    public static async Task<AtnaNode> StartAsync(params (string Key, string Value)[] settings)
    {
        var node = new AtnaNode(settings);
        await node.StartAgainAsync();
        return node;
    }

    /// <summary>For the next start.</summary>
    public void Set(string key, string value) => _settings[key] = value;

    public async Task StartAgainAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();
        _service = await AtnaService.StartAsync(configuration, NullLoggerFactory.Instance);
    }

    public async Task StopAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
            _service = null;
        }
    }

    /// <summary>As our own services send: one connection, confirmed.</summary>
    public Task SendAsync(params IReadOnlyList<byte[]> messages) =>
        new SyslogTlsSender("localhost", Port, () => _tls.ForClient("localhost"))
            .SendBatchAsync([.. messages.Select(m => m.AsMemory())], receiverConfirms: true, CancellationToken.None);

    /// <summary>A sender under the test's control, with a certificate that is trusted.</summary>
    public async Task<SslStream> ConnectAsync(int? port = null)
    {
        var stream = await TcpAsync(port);
        await stream.AuthenticateAsClientAsync(_tls.ForClient("localhost"));
        return stream;
    }

    /// <summary>A sender that shows no certificate.</summary>
    public async Task<SslStream> ConnectWithoutCertificateAsync()
    {
        var stream = await TcpAsync();
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Pki.AuthorityCertificate);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        });
        return stream;
    }

    public AuditArchive OpenArchive() => AuditArchive.Open(DatabaseFile);

    /// <summary>The raw messages that came from outside, in their order.</summary>
    public IReadOnlyList<byte[]> Received(string transport = Transports.SyslogTls)
    {
        using var archive = OpenArchive();
        return
        [
            .. archive.List(new AuditFilter { Limit = AuditFilter.MaxLimit })
                .Where(line => line.Transport == transport)
                .Select(line => archive.Find(line.Sequence)!.Message.Raw)
                .Reverse(),
        ];
    }

    /// <summary>What is recorded after a connection ended has no answer that a test could wait for.</summary>
    public async Task<AuditListing> UntilFoundAsync(AuditFilter filter)
    {
        using var archive = OpenArchive();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (archive.List(filter) is [var line, ..])
            {
                return line;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<SslStream> TcpAsync(int? port = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("localhost", port ?? Port);
        return new SslStream(new NetworkStream(socket, ownsSocket: true));
    }
}
