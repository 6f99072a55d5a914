using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Security;

/// <summary>
/// Trust folder, revocation lists, server certificate and systems file take effect while the services run; a bad file
/// changes nothing but raises an alarm.
/// </summary>
[TestClass]
public sealed class TakingEffectTests
{
    private const string SecurityConfiguration = "110129";

    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    public async Task AnEditedSystemsFileHoldsForConnectionsThatAreOpen()
    {
        await using var scene = await SystemScene.StartAsync(SystemScene.System("practice", "ITI-41"));
        var client = scene.Client("practice");
        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Of(_patient, "before")));

        scene.Write(SystemScene.System("practice", "ITI-18"), SystemScene.System("other", "ITI-41"));

        await Eventually.IsTrueAsync("ITI-18 is allowed", () => IsAnsweredAsync(() => client.EntriesAsync(_patient)));
        await Eventually.IsTrueAsync("ITI-41 is not", async () => !await IsAnsweredAsync(
            () => client.ProvideAsync(TestSubmission.Of(_patient, "after"))));
        await SystemScene.IsToldAsync(
            scene.Registered.RegistryAudit, SecurityConfiguration, "systems.json",
            "systems file version 2 takes the place of version 1");
    }

    [TestMethod]
    public async Task ASystemsFileWithMistakesChangesNothingAndRaisesAnAlarm()
    {
        await using var scene = await SystemScene.StartAsync(SystemScene.System("practice", "ITI-41"));

        scene.WriteText("{ \"version\": \"bad\", \"systems\": [ {} ] }");
        await Eventually.IsTrueAsync("both services raise the alarm", async () =>
        {
            Scenario.IsSuccess(await scene.Client("practice").ProvideAsync(TestSubmission.Of(_patient, "still")));
            return IsLogged(scene.Registered, "registry: SystemsFileUnusable")
                && IsLogged(scene.Registered, "repository: SystemsFileUnusable");
        });

        foreach (var trail in new[] { scene.Registered.RegistryAudit, scene.Registered.RepositoryAudit })
        {
            await SystemScene.IsToldAsync(trail, SecurityConfiguration, "SystemsFileUnusable", "'name' is missing");
        }
    }

    [TestMethod]
    public async Task ARemovedAuthorityIsTrustedNoMoreEvenOnAnOpenConnection()
    {
        var trust = NewTrustFolder();
        using var second = CertificateAuthority.Create(new CertificateSubject("Second CA"), TimeProvider.System);
        var added = Path.Combine(trust, "second.pem");
        await File.WriteAllTextAsync(added, second.CertificatePem);
        await using var services = await TestServices.StartAsync(("Security:TrustFolder", trust));
        using var connections = new TestConnections(Issued(second));
        var client = services.Client(connections);
        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Of(_patient, "before")));

        File.Delete(added);

        await Eventually.IsTrueAsync("the authority is trusted no more", async () => !await IsAnsweredAsync(
            () => client.ProvideAsync(TestSubmission.Of(_patient, "after"))));
        Assert.IsFalse(await IsAnsweredAsync(() => client.ProvideAsync(TestSubmission.Of(_patient, "again"))));
        await Eventually.IsTrueAsync("that is audited", () => services.RepositoryAudit().Any(
            r => r.Transaction == "110126" && r.Message.ToString().Contains("CN=peer", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task ARevokedCertificateIsTrustedNoMoreEvenOnAnOpenConnection()
    {
        var trust = NewTrustFolder();
        await using var services = await TestServices.StartAsync(("Security:TrustFolder", trust));
        var certificate = TestPki.Issue("revoked");
        using var connections = new TestConnections(certificate);
        var client = services.Client(connections);
        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Of(_patient, "before")));

        using var authority = CertificateAuthority.Load(
            TestPki.Files.AuthorityCertificate, TestPki.Files.AuthorityKey, TimeProvider.System);
        await File.WriteAllBytesAsync(Path.Combine(trust, "ca.crl"), authority.IssueRevocationList(
            [certificate], 1, DateTimeOffset.UtcNow.AddDays(1)));

        await Eventually.IsTrueAsync("the certificate is revoked", async () => !await IsAnsweredAsync(
            () => client.ProvideAsync(TestSubmission.Of(_patient, "after"))));
        Scenario.IsSuccess(await services.Client().ProvideAsync(TestSubmission.Of(_patient, "by another")));
    }

    [TestMethod]
    public async Task ABadFileInTheTrustFolderChangesNothingAndRaisesAnAlarm()
    {
        var trust = NewTrustFolder();
        await using var services = await TestServices.StartAsync(("Security:TrustFolder", trust));

        await File.WriteAllTextAsync(Path.Combine(trust, "bad.pem"), "-----BEGIN CERTIFICATE-----\nhalf");
        await Eventually.IsTrueAsync("the alarm is raised", async () =>
        {
            Scenario.IsSuccess(await services.Client().ProvideAsync(TestSubmission.Of(_patient, "still")));
            return IsLogged(services, "repository: TrustFolderUnusable");
        });

        await SystemScene.IsToldAsync(
            services.RepositoryAudit, SecurityConfiguration, "TrustFolderUnusable", "bad.pem");
    }

    [TestMethod]
    public async Task ARenewedServerCertificateIsShownToTheNextConnectionAndABadOneIsNot()
    {
        var folder = TestFolder.New();
        var (certificate, key) = (Path.Combine(folder, "node.pem"), Path.Combine(folder, "node.key"));
        File.Copy(TestPki.Files.Node.CertificatePath, certificate);
        File.Copy(TestPki.Files.Node.KeyPath!, key);
        await using var services = await TestServices.StartAsync(
            ("Security:Certificate", certificate), ("Security:Key", key));
        using var connections = new TestConnections(TestPki.Practice);
        var former = await ShownAsync(services, connections);

        using var authority = CertificateAuthority.Load(
            TestPki.Files.AuthorityCertificate, TestPki.Files.AuthorityKey, TimeProvider.System);
        var order = new CertificateOrder(new CertificateSubject("renewed"), CertificatePurpose.Node);
        using var renewed = authority.Issue(order with { DnsNames = ["localhost"] });
        File.Delete(key);
        renewed.Save(certificate, key);
        await Eventually.IsTrueAsync(
            "the new certificate is shown", async () => await ShownAsync(services, connections) == "CN=renewed");
        Assert.AreEqual("CN=node, O=Development only", former);

        await File.WriteAllTextAsync(certificate, "nothing");
        await Eventually.IsTrueAsync("the alarm is raised", async () =>
        {
            Assert.AreEqual("CN=renewed", await ShownAsync(services, connections));
            return IsLogged(services, "registry: OwnCertificateUnusable");
        });
        await SystemScene.IsToldAsync(services.RegistryAudit, SecurityConfiguration, "OwnCertificateUnusable");
    }

    private static bool IsLogged(TestServices services, string what) =>
        services.Log.Any(line => line.StartsWith($"Error {what}", StringComparison.Ordinal));

    private static string NewTrustFolder()
    {
        var folder = TestFolder.New();
        File.Copy(TestPki.Files.AuthorityCertificate, Path.Combine(folder, "ca.pem"));
        return folder;
    }

    private static X509Certificate2 Issued(CertificateAuthority authority)
    {
        using var issued = authority.Issue(
            new CertificateOrder(new CertificateSubject("peer"), CertificatePurpose.Client));
        return issued.WithPrivateKey();
    }

    private static async Task<bool> IsAnsweredAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception refused) when (refused is SoapFaultReceivedException or SoapTransportException)
        {
            return false;
        }
    }

    /// <summary>The subject of the certificate that the registry shows now.</summary>
    private static async Task<string> ShownAsync(TestServices services, TestConnections connections)
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(services.Registry.Host, services.Registry.Port);
        await using var secure = new SslStream(socket.GetStream());
        var options = connections.TlsOptions();
        options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        await secure.AuthenticateAsClientAsync(options);
        return secure.RemoteCertificate!.Subject;
    }
}
