using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Security;

/// <summary>
/// ITI-19 error cases: who cannot show a trusted certificate gets nothing, and the trail says that he tried.
/// </summary>
[TestClass]
public sealed class MutualTlsTests
{
    private static readonly byte[] Request =
        "GET /registry?wsdl HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray();

    [TestMethod]
    public async Task WithoutCertificateNothingIsAnswered() => await IsKeptOutAsync(null, "certificate");

    [TestMethod]
    public async Task OfAnotherAuthorityNothingIsAnswered() =>
        await IsKeptOutAsync(TestPki.OfAnotherAuthority(), "practice");

    [TestMethod]
    public async Task WithAnExpiredCertificateNothingIsAnswered() => await IsKeptOutAsync(TestPki.Expired(), "expired");

    [TestMethod]
    public async Task WithATrustedCertificateTheServiceAnswers()
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().SendBytesAsync(services.Registry, Request);

        StringAssert.StartsWith(answer, "HTTP/1.1 200");
    }

    [TestMethod]
    public async Task APlainConnectionIsNotAnswered()
    {
        var services = await Scenario.ServicesAsync();
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(services.Registry.Host, services.Registry.Port);
        await using var plain = socket.GetStream();
        await plain.WriteAsync(Request);

        using var answer = new MemoryStream();
        try
        {
            await plain.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // Reset: as good as closed.
        }

        Assert.IsFalse(Encoding.ASCII.GetString(answer.ToArray()).Contains("HTTP/1.1 200", StringComparison.Ordinal));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public async Task AHandshakeThatFailsByItselfIsInTheAuditTrail()
    {
        await using var services = await TestServices.StartAsync();
        using var connections = new TestConnections(TestPki.Practice);
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(services.Registry.Host, services.Registry.Port);
        await using var secure = new SslStream(socket.GetStream());
        var old = connections.TlsOptions();
        old.EnabledSslProtocols = SslProtocols.Tls12;
        old.CipherSuitesPolicy = new CipherSuitesPolicy([TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256]);

        await Assert.ThrowsExactlyAsync<AuthenticationException>(() => secure.AuthenticateAsClientAsync(old));

        await SystemScene.IsToldAsync(services.RegistryAudit, "110126", "127.0.0.1", "the TLS handshake failed");
    }

    [TestMethod]
    public async Task WhoOnlyLooksWhetherThePortIsOpenIsNoAlarm()
    {
        await using var services = await TestServices.StartAsync();
        using (var socket = new System.Net.Sockets.TcpClient())
        {
            await socket.ConnectAsync(services.Registry.Host, services.Registry.Port);
        }

        await IsKeptOutAsync(services, null, "certificate");

        Assert.IsFalse(services.RegistryAudit().Any(
            r => r.Message.ToString().Contains("handshake failed", StringComparison.Ordinal)));
    }

    private static async Task IsKeptOutAsync(X509Certificate2? certificate, string told)
    {
        await using var services = await TestServices.StartAsync();
        await IsKeptOutAsync(services, certificate, told);
    }

    private static async Task IsKeptOutAsync(TestServices services, X509Certificate2? certificate, string told)
    {
        using var connections = new TestConnections(certificate);
        var answer = "";
        try
        {
            answer = await new TestRawClient(connections).SendBytesAsync(services.Registry, Request);
        }
        catch (Exception refused) when (
            refused is IOException or AuthenticationException)
        {
            // In TLS 1.2 the handshake itself fails, in TLS 1.3 the first read or write after it.
        }

        Assert.AreEqual("", answer);
        await Eventually.IsTrueAsync("the refusal is in the audit trail", () => services.RegistryAudit().Any(
            r => r.Event == "110113" && r.Message.ToString().Contains("110126", StringComparison.Ordinal)
                && r.Message.ToString().Contains(told, StringComparison.OrdinalIgnoreCase)));
    }
}
