using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Tests.Support;

/// <summary>The certificates of one test run, and some that nobody must trust.</summary>
public static class TestPki
{
    private static readonly Lazy<DevelopmentPkiFiles> Made =
        new(() => DevelopmentPki.Ensure(TestFolder.New(), TimeProvider.System));

    public static DevelopmentPkiFiles Files => Made.Value;

    /// <summary>A practice's certificate with its key.</summary>
    public static X509Certificate2 Practice => Load(Files.Practice);

    /// <summary>The services' certificate with its key.</summary>
    public static X509Certificate2 Node => Load(Files.Node);

    /// <summary>A client's certificate of the right authority, for a system of that name.</summary>
    public static X509Certificate2 Issue(string name, params string[] dnsNames)
    {
        using var authority = CertificateAuthority.Load(
            Files.AuthorityCertificate, Files.AuthorityKey, TimeProvider.System);
        using var issued = authority.Issue(
            new CertificateOrder(new CertificateSubject(name), CertificatePurpose.Client) { DnsNames = dnsNames });
        return issued.WithPrivateKey();
    }

    /// <summary>A certificate of an authority that the services do not know.</summary>
    public static X509Certificate2 OfAnotherAuthority()
    {
        using var authority = CertificateAuthority.Create(new CertificateSubject("Another CA"), TimeProvider.System);
        using var issued = authority.Issue(
            new CertificateOrder(new CertificateSubject("practice"), CertificatePurpose.Client));
        return issued.WithPrivateKey();
    }

    /// <summary>A certificate of the right authority whose time is over.</summary>
    public static X509Certificate2 Expired()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = X509Certificate2.CreateFromPemFile(Files.AuthorityCertificate, Files.AuthorityKey);
        var request = new CertificateRequest("CN=expired practice", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        var end = DateTimeOffset.UtcNow.AddSeconds(-30);
        using var certificate = request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!),
            issuer.NotBefore, end, RandomNumberGenerator.GetBytes(12));
        return certificate.CopyWithPrivateKey(key);
    }

    private static X509Certificate2 Load(NodeCertificateFiles files) =>
        X509Certificate2.CreateFromPemFile(files.CertificatePath, files.KeyPath);
}
