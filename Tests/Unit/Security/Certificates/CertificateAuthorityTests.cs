using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Tests.Unit.Security.Certificates;

[TestClass]
public sealed class CertificateAuthorityTests
{
    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public void ANodeCertificateChainsToItsAuthorityAsServerAndAsClient(KeyKind kind)
    {
        using TestPki pki = new(kind);
        using IssuedCertificate node = pki.Root.Issue(pki.Order(CertificatePurpose.Node));

        foreach (string usage in new[] { "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2" })
        {
            using X509Chain chain = new();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(pki.Root.Certificate);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.VerificationTime = pki.Clock.Now.LocalDateTime;
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));
            Assert.IsTrue(chain.Build(node.Certificate), usage);
        }
    }

    [TestMethod]
    public void ALeafCarriesTheExtensionsOfItsProfile()
    {
        using TestPki pki = new();
        using IssuedCertificate issued = pki.Root.Issue(pki.Order(CertificatePurpose.Client));
        X509Certificate2 certificate = issued.Certificate;

        X509BasicConstraintsExtension constraints = One<X509BasicConstraintsExtension>(certificate);
        Assert.IsTrue(constraints.Critical);
        Assert.IsFalse(constraints.CertificateAuthority);
        Assert.AreEqual(X509KeyUsageFlags.DigitalSignature, One<X509KeyUsageExtension>(certificate).KeyUsages);
        Assert.AreEqual(
            "1.3.6.1.5.5.7.3.2", One<X509EnhancedKeyUsageExtension>(certificate).EnhancedKeyUsages[0].Value);
        Assert.IsNotNull(One<X509SubjectKeyIdentifierExtension>(certificate).SubjectKeyIdentifier);
        Assert.AreEqual(
            Convert.ToHexString(
                One<X509SubjectKeyIdentifierExtension>(pki.Root.Certificate).SubjectKeyIdentifierBytes.Span),
            Convert.ToHexString(One<X509AuthorityKeyIdentifierExtension>(certificate).KeyIdentifier!.Value.Span));
        Assert.IsTrue(certificate.MatchesHostname("node.test"));
        Assert.IsTrue(certificate.MatchesHostname("127.0.0.1"));
        Assert.IsTrue(One<X509BasicConstraintsExtension>(pki.Root.Certificate).Critical);
        Assert.IsTrue(One<X509KeyUsageExtension>(pki.Root.Certificate).KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign));
    }

    [TestMethod]
    public void ANameIsEncodedFromCountryToCommonName()
    {
        using TestPki pki = new();
        CertificateSubject subject = new("Practice 1", "Some organization", "FR");
        using IssuedCertificate issued = pki.Root.Issue(new CertificateOrder(subject, CertificatePurpose.Client));
        Assert.AreEqual("CN=Practice 1, O=Some organization, C=FR", issued.Certificate.Subject);
    }

    [TestMethod]
    public void SerialNumbersArePositive128BitsAndDiffer()
    {
        using TestPki pki = new();
        HashSet<string> serials = [];
        for (int i = 0; i < 50; i++)
        {
            using IssuedCertificate issued = pki.Client();
            Assert.AreEqual(16, issued.Certificate.SerialNumberBytes.Length);
            Assert.IsLessThan(0x80, issued.Certificate.SerialNumberBytes.Span[0]);
            Assert.IsTrue(serials.Add(issued.Certificate.SerialNumber));
        }
    }

    [TestMethod]
    public void ValidityFollowsTheClockAndStaysWithinTwoYearsAndWithinTheAuthority()
    {
        using TestPki pki = new();
        using IssuedCertificate issued = pki.Client();
        Assert.IsLessThan(pki.Clock.Now.UtcDateTime, issued.Certificate.NotBefore.ToUniversalTime());
        Assert.AreEqual(pki.Clock.Now.AddDays(730).UtcDateTime, issued.Certificate.NotAfter.ToUniversalTime());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => pki.Root.Issue(pki.Order(CertificatePurpose.Client) with { ValidityDays = 732 }));

        pki.Clock.Now = new DateTimeOffset(pki.Root.Certificate.NotAfter.ToUniversalTime()).AddDays(-10);
        using IssuedCertificate last = pki.Client();
        Assert.AreEqual(pki.Root.Certificate.NotAfter, last.Certificate.NotAfter);
    }

    [TestMethod]
    public void KeysAreReadableByTheirOwnerOnlyAndNeverOverwritten()
    {
        using TestPki pki = new();
        using IssuedCertificate issued = pki.Client();
        (string certificate, string key) = (pki.Folder.File("new/peer.pem"), pki.Folder.File("new/peer.key"));
        issued.Save(certificate, key);
        string before = File.ReadAllText(key);

        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
            Assert.AreEqual(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(pki.Folder.File("new")));
            Assert.IsNull(KeyFiles.ExposureOf(key));
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Contains("404", KeyFiles.ExposureOf(key)!);
        }

        using IssuedCertificate second = pki.Client();
        Assert.ThrowsExactly<IOException>(() => second.Save(certificate, key));
        Assert.ThrowsExactly<IOException>(() => second.SavePfx(key, "secret"));
        Assert.AreEqual(before, File.ReadAllText(key));
        Assert.HasCount(2, Directory.GetFiles(pki.Folder.File("new")));
    }

    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa3072)]
    public void AnAuthoritySavedAndLoadedIssuesOn(KeyKind kind)
    {
        using TestPki pki = new(kind);
        pki.Root.Save(pki.Folder.File("ca.pem"), pki.Folder.File("ca.key"));
        using CertificateAuthority loaded =
            CertificateAuthority.Load(pki.Folder.File("ca.pem"), pki.Folder.File("ca.key"), pki.Clock);
        using IssuedCertificate issued = loaded.Issue(pki.Order(CertificatePurpose.Client));
        Assert.IsInstanceOfType<XdsDmp.Security.Trust.PeerVerdict.Trusted>(pki.Judge(issued.Certificate));
    }

    [TestMethod]
    public void AnAuthorityIsNotLoadedWithTheKeyOfAnother()
    {
        using TestPki pki = new();
        using CertificateAuthority other = pki.NewAuthority("Other");
        pki.Root.Save(pki.Folder.File("ca.pem"), pki.Folder.File("ca.key"));
        other.Save(pki.Folder.File("other.pem"), pki.Folder.File("other.key"));
        Assert.ThrowsExactly<CryptographicException>(
            () => CertificateAuthority.Load(pki.Folder.File("ca.pem"), pki.Folder.File("other.key"), pki.Clock));
    }

    private static T One<T>(X509Certificate2 certificate)
        where T : X509Extension => certificate.Extensions.OfType<T>().Single();
}
