using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Trust;

[TestClass]
public sealed class NodeCertificateSourceTests
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    [TestMethod]
    public void AReplacedCertificateServesTheNextConnection()
    {
        using TestPki pki = new();
        NodeCertificateFiles files = Write(pki, "first");
        NodeCertificateSource source = new(files, pki.Clock, pki.Alarms.Add);
        Assert.AreEqual("CN=first", source.Current.Certificate.Subject);

        Write(pki, "second");
        pki.Clock.Advance(LookInterval);
        Assert.AreEqual("CN=second", source.Current.Certificate.Subject);
        Assert.IsEmpty(pki.Alarms);
    }

    [TestMethod]
    public void WhileCertificateAndKeyDoNotFitTheLastGoodOneServes()
    {
        using TestPki pki = new();
        NodeCertificateFiles files = Write(pki, "first");
        NodeCertificateSource source = new(files, pki.Clock, pki.Alarms.Add);
        string key = File.ReadAllText(files.KeyPath!);
        Write(pki, "second");
        string secondKey = File.ReadAllText(files.KeyPath!);
        Replace(files.KeyPath!, key);

        pki.Clock.Advance(LookInterval);
        Assert.AreEqual("CN=first", source.Current.Certificate.Subject);
        Assert.AreEqual(TrustAlarmKind.OwnCertificateUnusable, pki.Alarms.Single().Kind);

        Replace(files.KeyPath!, secondKey);
        pki.Clock.Advance(LookInterval);
        Assert.AreEqual("CN=second", source.Current.Certificate.Subject);
    }

    [TestMethod]
    public void AKeyThatOthersMayReadRaisesAnAlarm()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("File modes are not Windows'.");
            return;
        }

        using TestPki pki = new();
        NodeCertificateFiles files = Write(pki, "first");
        File.SetUnixFileMode(files.KeyPath!, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        NodeCertificateSource source = new(files, pki.Clock, pki.Alarms.Add);
        Assert.AreEqual("CN=first", source.Current.Certificate.Subject);
        Assert.AreEqual(TrustAlarmKind.KeyFileExposed, pki.Alarms.Single().Kind);
    }

    [TestMethod]
    public void AtStartTheFilesMustBeGood()
    {
        using TestPki pki = new();
        NodeCertificateFiles files = new(pki.Folder.File("no.pem"), pki.Folder.File("no.key"));
        Assert.ThrowsExactly<TrustException>(() => new NodeCertificateSource(files, pki.Clock, pki.Alarms.Add));
    }

    private static NodeCertificateFiles Write(TestPki pki, string name)
    {
        NodeCertificateFiles files = new(pki.Folder.File("node.pem"), pki.Folder.File("node.key"));
        using IssuedCertificate issued = pki.Root.Issue(pki.Order(CertificatePurpose.Node, name));
        Replace(files.KeyPath!, issued.KeyPem);
        issued.SaveCertificate(files.CertificatePath);
        return files;
    }

    private static void Replace(string path, string key)
    {
        File.Delete(path);
        KeyFiles.WriteNewKey(path, key);
    }
}
