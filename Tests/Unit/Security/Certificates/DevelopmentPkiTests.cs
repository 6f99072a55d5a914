using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Certificates;

[TestClass]
public sealed class DevelopmentPkiTests
{
    [TestMethod]
    public void TheFirstStartMakesEverythingAndSaysSo()
    {
        using TemporaryFolder folder = new();
        FakeClock clock = new();
        DevelopmentPkiFiles files = DevelopmentPki.Ensure(folder.File("pki"), clock);

        Assert.HasCount(9, files.Notes);
        Assert.Contains("DEVELOPMENT KEYS ONLY", File.ReadAllText(files.ReadMe));
        NodeCertificate node = NodeCertificate.Load(files.Node);
        foreach (string name in new[] { "localhost", "127.0.0.1", "::1" })
        {
            Assert.IsTrue(node.Certificate.MatchesHostname(name), name);
        }

        PeerVerifier peers = new(new TrustStore(files.TrustFolder, clock, Fail), new PeerRules(), clock);
        Assert.IsInstanceOfType<PeerVerdict.Trusted>(peers.Recheck(node.Certificate, PeerUsage.Server));
        Assert.IsInstanceOfType<PeerVerdict.Trusted>(peers.Recheck(node.Certificate, PeerUsage.Client));
        foreach (NodeCertificateFiles client in new[] { files.Practice, files.Auditor, files.Professional })
        {
            X509Certificate2 certificate = NodeCertificate.Load(client).Certificate;
            Assert.IsInstanceOfType<PeerVerdict.Trusted>(peers.Recheck(certificate, PeerUsage.Client));
            Assert.IsInstanceOfType<PeerVerdict.Refused>(peers.Recheck(certificate, PeerUsage.Server));
        }
    }

    [TestMethod]
    public void ASecondStartChangesNothing()
    {
        using TemporaryFolder folder = new();
        FakeClock clock = new();
        DevelopmentPki.Ensure(folder.Path, clock);
        Dictionary<string, string> before = Contents(folder);
        Assert.IsEmpty(DevelopmentPki.Ensure(folder.Path, clock).Notes);
        CollectionAssert.AreEquivalent(before, Contents(folder));
        Assert.HasCount(21, before);
    }

    [TestMethod]
    public void ExpiringCertificatesAreIssuedAnewForTheSameKeys()
    {
        using TemporaryFolder folder = new();
        FakeClock clock = new();
        DevelopmentPkiFiles files = DevelopmentPki.Ensure(folder.Path, clock);
        string key = File.ReadAllText(files.Node.KeyPath!);
        using X509Certificate2 former = NodeCertificate.Load(files.Node).Certificate;

        clock.Advance(TimeSpan.FromDays(710));
        DevelopmentPkiFiles later = DevelopmentPki.Ensure(folder.Path, clock);

        Assert.HasCount(7, later.Notes);
        Assert.Contains("ends on", later.Notes[0]);
        Assert.AreEqual(key, File.ReadAllText(files.Node.KeyPath!));
        using X509Certificate2 renewed = NodeCertificate.Load(files.Node).Certificate;
        Assert.IsGreaterThan(former.NotAfter, renewed.NotAfter);
        Assert.AreEqual(Thumbprints.OfPublicKey(former), Thumbprints.OfPublicKey(renewed));
    }

    [TestMethod]
    public void WithoutTheAuthoritysKeyNothingIsIssuedAndThatIsSaid()
    {
        using TemporaryFolder folder = new();
        FakeClock clock = new();
        DevelopmentPkiFiles files = DevelopmentPki.Ensure(folder.Path, clock);
        File.Delete(files.AuthorityKey);
        Assert.IsEmpty(DevelopmentPki.Ensure(folder.Path, clock).Notes);

        clock.Advance(TimeSpan.FromDays(710));
        Assert.Contains("could NOT", DevelopmentPki.Ensure(folder.Path, clock).Notes[0]);
        Assert.IsFalse(File.Exists(files.AuthorityKey));
    }

    [TestMethod]
    public void AStartThatBrokeOffIsCompletedWithTheKeysThatAreThere()
    {
        using TemporaryFolder folder = new();
        FakeClock clock = new();
        DevelopmentPkiFiles files = DevelopmentPki.Ensure(folder.Path, clock);
        string key = File.ReadAllText(files.AuthorityKey);
        File.Delete(files.AuthorityCertificate);
        File.Delete(files.Practice.CertificatePath);

        Assert.HasCount(2, DevelopmentPki.Ensure(folder.Path, clock).Notes);
        Assert.AreEqual(key, File.ReadAllText(files.AuthorityKey));
        PeerVerifier peers = new(new TrustStore(files.TrustFolder, clock, Fail), new PeerRules(), clock);
        Assert.IsInstanceOfType<PeerVerdict.Trusted>(
            peers.Recheck(NodeCertificate.Load(files.Practice).Certificate, PeerUsage.Client));
    }

    private static void Fail(TrustAlarm alarm) => Assert.Fail(alarm.Text);

    private static Dictionary<string, string> Contents(TemporaryFolder folder) =>
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllText);
}
