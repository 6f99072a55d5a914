using System.Net;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security;

/// <summary>An authority, a trust folder that names it, and what tests need to be issued.</summary>
internal sealed class TestPki : IDisposable
{
    public TestPki(KeyKind kind = KeyKind.P256)
    {
        Kind = kind;
        Root = NewAuthority("Test root");
        Trust("root.pem", Root.Certificate);
    }

    public FakeClock Clock { get; } = new();

    public TemporaryFolder Folder { get; } = new();

    public KeyKind Kind { get; }

    public CertificateAuthority Root { get; }

    public string TrustFolder => Folder.File("trust");

    public List<TrustAlarm> Alarms { get; } = [];

    public CertificateAuthority NewAuthority(string name) =>
        CertificateAuthority.Create(new CertificateSubject(name), Clock, Kind);

    public CertificateOrder Order(CertificatePurpose purpose, string name = "peer") =>
        new(new CertificateSubject(name), purpose)
        {
            Key = Kind,
            DnsNames = ["node.test"],
            IpAddresses = [IPAddress.Loopback],
        };

    public IssuedCertificate Client() => Root.Issue(Order(CertificatePurpose.Client));

    /// <summary>A self-signed certificate that is no authority.</summary>
    public X509Certificate2 SelfSigned(string name = "pinned peer")
    {
        using CertificateKey key = CertificateKey.Create(Kind);
        CertificateRequest request = new(
            new X500DistinguishedName("CN=" + name), key.PublicKey,
            System.Security.Cryptography.HashAlgorithmName.SHA256,
            key.IsRsa ? System.Security.Cryptography.RSASignaturePadding.Pkcs1 : null);
        using X509Certificate2 bare = request.Create(
            request.SubjectName, key.SignatureGenerator, Clock.Now.AddHours(-1), Clock.Now.AddDays(100), [0x42]);
        return key.AttachTo(bare);
    }

    public void Trust(string file, params X509Certificate2[] certificates) => KeyFiles.WritePublic(
        Path.Combine(TrustFolder, file), string.Concat(certificates.Select(one => one.ExportCertificatePem() + "\n")));

    public void TrustBytes(string file, ReadOnlySpan<byte> content) =>
        KeyFiles.WritePublic(Path.Combine(TrustFolder, file), content);

    public TrustStore Store() => new(TrustFolder, Clock, Alarms.Add);

    public TrustSnapshot Snapshot() => Store().Current;

    /// <summary>What a handshake would find out about the certificate at the clock's time.</summary>
    public PeerEvidence Evidence(
        X509Certificate2 certificate, TrustSnapshot trust, PeerUsage usage, params X509Certificate2[] sentAlong)
    {
        X509Chain chain = new() { ChainPolicy = ChainPolicies.For(trust, usage, Clock.Now) };
        chain.ChainPolicy.ExtraStore.AddRange(sentAlong);
        chain.Build(certificate);
        return PeerEvidence.From(certificate, chain);
    }

    public PeerVerdict Judge(
        X509Certificate2 certificate,
        PeerUsage usage = PeerUsage.Client,
        PeerRules? rules = null,
        params X509Certificate2[] sentAlong)
    {
        TrustSnapshot trust = Snapshot();
        return PeerDecision.Decide(
            Evidence(certificate, trust, usage, sentAlong), trust, usage, rules ?? new PeerRules(), Clock.Now);
    }

    public void Dispose()
    {
        Root.Dispose();
        Folder.Dispose();
    }
}
