using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;
using XdsDmp.Security.Trust;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Browser;

/// <summary>An audit repository that really runs, and what its senders tell it.</summary>
internal sealed class AuditSite : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private readonly AtnaService _service;
    private readonly TlsPolicy _sender;

    private AuditSite(AtnaService service, string databaseFile)
    {
        _service = service;
        DatabaseFile = databaseFile;
        var clock = TimeProvider.System;
        _sender = new TlsPolicy(
            new NodeCertificateSource(TestPki.Files.Practice, clock, _ => { }),
            new TrustStore(TestPki.Files.TrustFolder, clock, _ => { }),
            new TlsPolicyOptions(),
            clock,
            _ => { });
    }

    public string DatabaseFile { get; }

    public Uri Web => _service.Web!;

    public Uri Fhir => _service.Fhir;

    /// <summary>A site where the holder of the auditor's certificate may read.</summary>
    public static async Task<AuditSite> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = TestFolder.New();
        var database = Path.Combine(folder, "atna.db");
        var all = new Dictionary<string, string?>
        {
            ["Atna:Port"] = "0",
            ["Atna:HttpPort"] = "0",
            ["Atna:WebPort"] = "0",
            ["Health:AtnaPort"] = "-1",
            ["Atna:Database"] = database,
            ["Atna:Auditors:0"] = "CN=auditor, O=Development only",
            ["Security:Certificate"] = TestPki.Files.Node.CertificatePath,
            ["Security:Key"] = TestPki.Files.Node.KeyPath,
            ["Security:TrustFolder"] = TestPki.Files.TrustFolder,
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        return new AuditSite(await AtnaService.StartAsync(configuration, NullLoggerFactory.Instance), database);
    }

    public Task SendAsync(params IReadOnlyList<byte[]> frames) =>
        new SyslogTlsSender("localhost", _service.SyslogPort, () => _sender.ForClient("localhost"))
            .SendBatchAsync([.. frames.Select(f => f.AsMemory())], receiverConfirms: true, CancellationToken.None);

    /// <summary>An account with <see cref="Password"/>.</summary>
    public async Task<AuditorAccount> AddAuditorAsync(string name)
    {
        var account = AuditorAccount.Create(name, Password, iterations: 1_000);
        using var table = AuditorTable.Open(DatabaseFile, "operator");
        Assert.IsTrue(await table.AddAsync(account));
        return account;
    }

    /// <summary>The records that fit, newest first.</summary>
    public IReadOnlyList<AuditListing> Records(AuditFilter filter)
    {
        using var archive = AuditArchive.Open(DatabaseFile);
        return [.. archive.List(filter)];
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
