using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Trust;

/// <summary>Real handshakes, in memory. The cases are those of the Gazelle TLS simulators.</summary>
[TestClass]
public sealed class TlsPolicyTests
{
    private const string ServerName = "node.test";
    private static readonly IPEndPoint Remote = new(IPAddress.Parse("192.0.2.7"), 4711);

    [TestMethod]
    [DataRow(KeyKind.P256, SslProtocols.Tls12)]
    [DataRow(KeyKind.P256, SslProtocols.Tls13)]
    [DataRow(KeyKind.Rsa2048, SslProtocols.Tls12)]
    [DataRow(KeyKind.Rsa2048, SslProtocols.Tls13)]
    public async Task AGoodClientIsLetIn(KeyKind kind, SslProtocols protocol)
    {
        using TestPki pki = new(kind);
        using IssuedCertificate client = pki.Client();
        SslClientAuthenticationOptions options = Bare(client.WithPrivateKey());
        options.EnabledSslProtocols = protocol;
        Outcome outcome = await Handshake(Policy(pki, out List<RefusedPeer> refused).ForServer(Remote), options);
        Assert.IsNull(outcome.ServerError?.ToString());
        Assert.AreEqual("hello", outcome.Received);
        Assert.AreEqual(protocol, outcome.Protocol);
        Assert.IsEmpty(refused);
    }

    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public async Task TwoNodesOfOnePolicyTalk(KeyKind kind)
    {
        using TestPki pki = new(kind);
        TlsPolicy policy = Policy(pki, out List<RefusedPeer> refused);
        foreach (string name in new[] { ServerName, "127.0.0.1" })
        {
            Outcome outcome = await Handshake(policy.ForServer(Remote), policy.ForClient(name));
            Assert.AreEqual("hello", outcome.Received, outcome.ToString());
        }

        Assert.IsEmpty(refused);
    }

    [TestMethod]
    [DataRow(SslProtocols.Tls12)]
    [DataRow(SslProtocols.Tls13)]
    public async Task AClientWithoutCertificateIsRefused(SslProtocols protocol)
    {
        using TestPki pki = new();
        SslClientAuthenticationOptions options = Bare(null);
        options.EnabledSslProtocols = protocol;
        RefusedPeer peer = await RefusedBy(pki, options);
        Assert.AreEqual(PeerRefusal.NoCertificate, peer.Reason);
        Assert.IsNull(peer.Subject);
        Assert.AreEqual(Remote, peer.RemoteEndPoint);
    }

    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public async Task AClientOfAnotherAuthorityIsRefused(KeyKind kind)
    {
        using TestPki pki = new(kind);
        using IssuedCertificate client = pki.NewAuthority("Other").Issue(pki.Order(CertificatePurpose.Client));
        RefusedPeer peer = await RefusedBy(pki, Bare(client.WithPrivateKey()));
        Assert.AreEqual(PeerRefusal.UnknownAuthority, peer.Reason);
        Assert.AreEqual("CN=peer", peer.Subject);
        Assert.AreEqual(Thumbprints.OfCertificate(client.Certificate), peer.Thumbprint);
    }

    [TestMethod]
    public async Task AClientThatIsRememberedIsRefusedWhenItIsTrustedNoMore()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        TlsPolicy policy = Policy(pki, out List<RefusedPeer> refused);
        for (int time = 0; time < 2; time++)
        {
            Assert.AreEqual(
                "hello", (await Handshake(policy.ForServer(Remote), Bare(client.WithPrivateKey()))).Received);
        }

        pki.TrustBytes("r.crl", pki.Root.IssueRevocationList([client.Certificate], 1, pki.Clock.Now.AddDays(1)));
        pki.Clock.Advance(TimeSpan.FromSeconds(2));

        Outcome outcome = await Handshake(policy.ForServer(Remote), Bare(client.WithPrivateKey()));
        Assert.IsInstanceOfType<AuthenticationException>(outcome.ServerError);
        Assert.AreEqual(PeerRefusal.Revoked, refused.Single().Reason);
    }

    [TestMethod]
    public async Task AnExpiredClientIsRefused()
    {
        using TestPki pki = new();
        using IssuedCertificate client =
            pki.Root.Issue(pki.Order(CertificatePurpose.Client) with { ValidityDays = 1 });
        pki.Clock.Advance(TimeSpan.FromDays(2));
        Assert.AreEqual(PeerRefusal.Expired, (await RefusedBy(pki, Bare(client.WithPrivateKey()))).Reason);
    }

    [TestMethod]
    public async Task AClientWithAServersCertificateIsRefused()
    {
        using TestPki pki = new();
        using IssuedCertificate server = pki.Root.Issue(pki.Order(CertificatePurpose.Server));
        Assert.AreEqual(PeerRefusal.WrongUsage, (await RefusedBy(pki, Bare(server.WithPrivateKey()))).Reason);
    }

    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public async Task ACorruptedCertificateIsRefused(KeyKind kind)
    {
        using TestPki pki = new(kind);
        using CertificateKey key = CertificateKey.Create(kind);
        byte[] corrupted = pki.Root.Issue(pki.Order(CertificatePurpose.Client), key).Certificate.RawData;
        corrupted[^1] ^= 1;
        using X509Certificate2 client = key.AttachTo(X509CertificateLoader.LoadCertificate(corrupted));
        Assert.AreEqual(PeerRefusal.BadSignature, (await RefusedBy(pki, Bare(client))).Reason);
    }

    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public async Task ASelfSignedClientIsRefusedUntilItIsPinned(KeyKind kind)
    {
        using TestPki pki = new(kind);
        using X509Certificate2 client = pki.SelfSigned();
        TlsPolicy policy = Policy(pki, out List<RefusedPeer> refused);
        Assert.IsNotNull((await Handshake(policy.ForServer(Remote), Bare(client))).ServerError);
        Assert.AreEqual(PeerRefusal.SelfSigned, refused.Single().Reason);

        pki.Trust("peer.pem", client);
        pki.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.AreEqual("hello", (await Handshake(policy.ForServer(Remote), Bare(client))).Received);
    }

    [TestMethod]
    public async Task ARevokedClientIsRefused()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        pki.TrustBytes("r.crl", pki.Root.IssueRevocationList([client.Certificate], 1, pki.Clock.Now.AddDays(1)));
        Assert.AreEqual(PeerRefusal.Revoked, (await RefusedBy(pki, Bare(client.WithPrivateKey()))).Reason);
    }

    [TestMethod]
    public async Task AnIntermediateThatTheClientSendsIsUsed()
    {
        using TestPki pki = new();
        using CertificateAuthority issuing = pki.Root.IssueAuthority(new CertificateSubject("Issuing"));
        using IssuedCertificate client = issuing.Issue(pki.Order(CertificatePurpose.Client));
        SslClientAuthenticationOptions options = Bare(null);
        options.ClientCertificateContext =
            SslStreamCertificateContext.Create(client.WithPrivateKey(), [issuing.Certificate], offline: true);
        Outcome outcome = await Handshake(Policy(pki, out _).ForServer(Remote), options);
        Assert.AreEqual("hello", outcome.Received, outcome.ToString());
    }

    [TestMethod]
    public async Task AClientThatOffersOnlyOldSuitesIsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Suites are the system's own matter on Windows.");
            return;
        }

        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        SslClientAuthenticationOptions options = Bare(client.WithPrivateKey());
        options.EnabledSslProtocols = SslProtocols.Tls12;
        options.CipherSuitesPolicy = new CipherSuitesPolicy([TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA]);
        Outcome outcome = await Handshake(Policy(pki, out _).ForServer(Remote), options);
        Assert.IsNotNull(outcome.ServerError);
        Assert.AreEqual("", outcome.Received);
    }

    [TestMethod]
    public async Task AServerOfAnotherNameIsRefusedUnlessNamesAreNotChecked()
    {
        using TestPki pki = new();
        TlsPolicy policy = Policy(pki, out List<RefusedPeer> refused);
        Outcome outcome = await Handshake(policy.ForServer(Remote), policy.ForClient("other.test"));
        Assert.IsInstanceOfType<AuthenticationException>(outcome.ClientError);
        Assert.AreEqual(PeerRefusal.WrongName, refused.Single().Reason);
        Assert.AreEqual(PeerUsage.Server, refused.Single().Usage);

        TlsPolicy lax = Policy(pki, out _, new TlsPolicyOptions { CheckServerNames = false });
        Assert.AreEqual("hello", (await Handshake(lax.ForServer(Remote), lax.ForClient("other.test"))).Received);
    }

    [TestMethod]
    public async Task AServerOfAnotherAuthorityIsRefused()
    {
        using TestPki pki = new();
        using TestPki other = new();
        TlsPolicy policy = Policy(pki, out List<RefusedPeer> refused);
        Outcome outcome = await Handshake(
            Policy(other, out _).ForServer(Remote), policy.ForClient(ServerName, Remote));
        Assert.IsInstanceOfType<AuthenticationException>(outcome.ClientError);
        Assert.AreEqual(PeerRefusal.UnknownAuthority, refused.Single().Reason);
        Assert.AreEqual(Remote, refused.Single().RemoteEndPoint);
    }

    [TestMethod]
    public async Task ARotatedServerCertificateServesTheNextConnection()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        TlsPolicy policy = Policy(pki, out _);
        Outcome before = await Handshake(policy.ForServer(Remote), Bare(client.WithPrivateKey()));
        Policy(pki, out _);
        pki.Clock.Advance(TimeSpan.FromSeconds(2));
        Outcome after = await Handshake(policy.ForServer(Remote), Bare(client.WithPrivateKey()));
        Assert.AreEqual("hello", after.Received);
        Assert.AreNotEqual(before.ServerThumbprint, after.ServerThumbprint);
    }

    private static TlsPolicy Policy(TestPki pki, out List<RefusedPeer> refused, TlsPolicyOptions? options = null)
    {
        NodeCertificateFiles files = new(pki.Folder.File("node.pem"), pki.Folder.File("node.key"));
        File.Delete(files.KeyPath!);
        using IssuedCertificate node = pki.Root.Issue(pki.Order(CertificatePurpose.Node, "node"));
        node.Save(files.CertificatePath, files.KeyPath!);
        List<RefusedPeer> list = refused = [];
        NodeCertificateSource own = new(files, pki.Clock, pki.Alarms.Add);
        return new TlsPolicy(own, pki.Store(), options ?? new TlsPolicyOptions(), pki.Clock, list.Add);
    }

    /// <summary>A foreign client that takes any server.</summary>
    private static SslClientAuthenticationOptions Bare(X509Certificate2? certificate) => new()
    {
        TargetHost = ServerName,
        ClientCertificates = certificate is null ? null : [certificate],
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
    };

    private static async Task<RefusedPeer> RefusedBy(TestPki pki, SslClientAuthenticationOptions client)
    {
        Outcome outcome = await Handshake(Policy(pki, out List<RefusedPeer> refused).ForServer(Remote), client);
        Assert.IsInstanceOfType<AuthenticationException>(outcome.ServerError);
        Assert.AreEqual("", outcome.Received, "no application data may be exchanged");
        return refused.Single();
    }

    private static async Task<Outcome> Handshake(
        SslServerAuthenticationOptions serverOptions, SslClientAuthenticationOptions clientOptions)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        (DuplexStream left, DuplexStream right) = DuplexStream.CreatePair();
        Task<(Exception? Error, SslProtocols Protocol)> server = Serve(left, serverOptions, limit.Token);
        await using SslStream client = new(right);
        string received = "";
        Exception? clientError = null;
        try
        {
            await client.AuthenticateAsClientAsync(clientOptions, limit.Token);
            received = await new StreamReader(client).ReadToEndAsync(limit.Token);
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            clientError = error;
            await client.DisposeAsync();
        }

        (Exception? serverError, SslProtocols protocol) = await server;
        string? thumbprint = clientError is null ? client.RemoteCertificate?.GetCertHashString() : null;
        return new Outcome(received, serverError, clientError, protocol, thumbprint);
    }

    private static async Task<(Exception? Error, SslProtocols Protocol)> Serve(
        DuplexStream connection, SslServerAuthenticationOptions options, CancellationToken limit)
    {
        await using SslStream stream = new(connection);
        try
        {
            await stream.AuthenticateAsServerAsync(options, limit);
            SslProtocols protocol = stream.SslProtocol;
            await stream.WriteAsync("hello"u8.ToArray(), limit);
            await stream.ShutdownAsync();
            return (null, protocol);
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            return (error, SslProtocols.None);
        }
    }

    private sealed record Outcome(
        string Received,
        Exception? ServerError,
        Exception? ClientError,
        SslProtocols Protocol,
        string? ServerThumbprint);
}
