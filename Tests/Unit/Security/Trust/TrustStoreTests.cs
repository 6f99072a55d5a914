using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Trust;

[TestClass]
public sealed class TrustStoreTests
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    [TestMethod]
    public void AuthoritiesAndPinsAreToldApartByTheirBasicConstraints()
    {
        using TestPki pki = new();
        using IssuedCertificate pin = pki.NewAuthority("Other").Issue(pki.Order(CertificatePurpose.Client));
        pki.Trust("mixed.crt", pin.Certificate, pki.NewAuthority("Second").Certificate);
        TrustSnapshot trust = pki.Snapshot();
        Assert.AreEqual(
            "CN=Second, CN=Test root", string.Join(", ", trust.Authorities.Select(one => one.Subject).Order()));
        Assert.HasCount(1, trust.Pins);
        Assert.IsTrue(trust.IsPinned(pin.Certificate));
    }

    [TestMethod]
    public void DerIsReadAndBerToo()
    {
        using TestPki pki = new();
        using X509Certificate2 der = pki.SelfSigned("der");
        using X509Certificate2 ber = pki.SelfSigned("ber");
        pki.TrustBytes("one.DER", der.RawData);
        pki.TrustBytes("two.cer", AsIndefiniteLength(ber.RawData));
        TrustSnapshot trust = pki.Snapshot();
        Assert.IsTrue(trust.IsPinned(der));
        Assert.IsTrue(trust.IsPinned(ber));
    }

    [TestMethod]
    public void OtherFilesAndHiddenFilesAreNotLookedAt()
    {
        using TestPki pki = new();
        pki.TrustBytes("README.txt", "not a certificate"u8);
        pki.TrustBytes(".hidden.pem", "not a certificate"u8);
        Assert.HasCount(1, pki.Snapshot().Authorities);
    }

    [TestMethod]
    public void AnAuthorityAddedOrRemovedCountsAtTheNextLookWithoutRestart()
    {
        using TestPki pki = new();
        TrustStore store = pki.Store();
        TrustSnapshot first = store.Current;
        pki.Trust("second.pem", pki.NewAuthority("Second").Certificate);

        Assert.AreSame(first, store.Current, "looked at again before its time");
        pki.Clock.Advance(LookInterval);
        Assert.HasCount(2, store.Current.Authorities);

        File.Delete(Path.Combine(pki.TrustFolder, "root.pem"));
        pki.Clock.Advance(LookInterval);
        Assert.AreEqual("CN=Second", store.Current.Authorities.Single().Subject);
        Assert.HasCount(1, first.Authorities);
        Assert.IsEmpty(pki.Alarms);
    }

    [TestMethod]
    public void AnUnchangedFolderGivesTheSameSnapshot()
    {
        using TestPki pki = new();
        TrustStore store = pki.Store();
        TrustSnapshot first = store.Current;
        pki.Clock.Advance(LookInterval);
        Assert.AreSame(first, store.Current);
    }

    [TestMethod]
    [DataRow("broken.pem", "-----BEGIN CERTIFICATE-----\nMIIB")]
    [DataRow("broken.der", "garbage")]
    [DataRow("broken.crl", "garbage")]
    [DataRow("key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [DataRow("empty.pem", "")]
    public void ABadFileKeepsTheLastGoodTrustAndIsToldOnce(string name, string content)
    {
        using TestPki pki = new();
        TrustStore store = pki.Store();
        TrustSnapshot before = store.Current;
        pki.Trust("second.pem", pki.NewAuthority("Second").Certificate);
        pki.TrustBytes(name, System.Text.Encoding.ASCII.GetBytes(content));

        for (int i = 0; i < 3; i++)
        {
            pki.Clock.Advance(LookInterval);
            Assert.AreSame(before, store.Current);
        }

        TrustAlarm alarm = pki.Alarms.Single();
        Assert.AreEqual(TrustAlarmKind.TrustFolderUnusable, alarm.Kind);
        Assert.AreEqual(Path.Combine(pki.TrustFolder, name), alarm.Path);

        File.Delete(Path.Combine(pki.TrustFolder, name));
        pki.Clock.Advance(LookInterval);
        Assert.HasCount(2, store.Current.Authorities);
    }

    [TestMethod]
    public void AFileWrittenHalfDoesNotCountAsAShorterOne()
    {
        using TestPki pki = new();
        string two = pki.Root.CertificatePem + pki.NewAuthority("Second").CertificatePem;
        pki.TrustBytes("root.pem", System.Text.Encoding.ASCII.GetBytes(two));
        TrustStore store = pki.Store();

        pki.TrustBytes("root.pem", System.Text.Encoding.ASCII.GetBytes(two[..^100]));
        pki.Clock.Advance(LookInterval);

        Assert.HasCount(2, store.Current.Authorities);
        Assert.HasCount(1, pki.Alarms);
    }

    [TestMethod]
    public void AFolderEmptiedOrGoneKeepsTheLastGoodTrust()
    {
        using TestPki pki = new();
        TrustStore store = pki.Store();
        File.Delete(Path.Combine(pki.TrustFolder, "root.pem"));
        pki.Clock.Advance(LookInterval);
        Assert.HasCount(1, store.Current.Authorities);

        Directory.Delete(pki.TrustFolder);
        pki.Clock.Advance(LookInterval);
        Assert.HasCount(1, store.Current.Authorities);
        Assert.HasCount(2, pki.Alarms);
    }

    [TestMethod]
    public void AtStartTheFolderMustBeGood()
    {
        using TestPki pki = new();
        pki.TrustBytes("broken.pem", "-----BEGIN CERTIFICATE-----"u8);
        Assert.Contains("broken.pem", Assert.ThrowsExactly<TrustException>(pki.Store).Message);

        Directory.Delete(pki.TrustFolder, recursive: true);
        Assert.ThrowsExactly<TrustException>(pki.Store);
        Directory.CreateDirectory(pki.TrustFolder);
        Assert.Contains("nobody", Assert.ThrowsExactly<TrustException>(pki.Store).Message);
    }

    [TestMethod]
    public void AMountedSecretSwappedBehindALinkIsNoticed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Links need a privilege on Windows.");
            return;
        }

        using TestPki pki = new();
        Directory.CreateDirectory(pki.Folder.File("v1"));
        Directory.CreateDirectory(pki.Folder.File("v2"));
        File.Move(Path.Combine(pki.TrustFolder, "root.pem"), pki.Folder.File("v1/root.pem"));
        File.WriteAllText(pki.Folder.File("v2/root.pem"), pki.NewAuthority("Second").CertificatePem);
        Directory.CreateSymbolicLink(Path.Combine(pki.TrustFolder, "..data"), "../v1");
        File.CreateSymbolicLink(Path.Combine(pki.TrustFolder, "root.pem"), "..data/root.pem");
        TrustStore store = pki.Store();

        Directory.Delete(Path.Combine(pki.TrustFolder, "..data"));
        Directory.CreateSymbolicLink(Path.Combine(pki.TrustFolder, "..data"), "../v2");
        pki.Clock.Advance(LookInterval);

        Assert.AreEqual("CN=Second", store.Current.Authorities.Single().Subject);
    }

    /// <summary>The same certificate with its outer sequence in BER's indefinite length.</summary>
    private static byte[] AsIndefiniteLength(byte[] der)
    {
        int header = der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7F);
        return [0x30, 0x80, .. der[header..], 0, 0];
    }
}
