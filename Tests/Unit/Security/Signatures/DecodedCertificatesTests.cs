using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Signatures;

[TestClass]
public sealed class DecodedCertificatesTests
{
    [TestMethod]
    public void ATrustedSignerIsDecodedOnce()
    {
        using var pki = new TestPki();
        var issued = pki.Root.Issue(pki.Order(CertificatePurpose.Signature));
        var der = issued.Certificate.RawData;
        new SignerTrust(pki.Store(), new PeerRules(), pki.Clock).Require(issued.Certificate);
        issued.Dispose();

        var decoded = KeyInfo.Decode(der);
        Assert.AreSame(decoded, KeyInfo.Decode(der));
        Assert.IsFalse(decoded.HasPrivateKey);
        CollectionAssert.AreEqual(der, decoded.RawData);
    }

    [TestMethod]
    public void WhoIsRefusedIsNotRemembered()
    {
        using var pki = new TestPki();
        using var others = new TestPki();
        using var stranger = others.Root.Issue(others.Order(CertificatePurpose.Signature));
        var trust = new SignerTrust(pki.Store(), new PeerRules(), pki.Clock);
        Assert.ThrowsExactly<UntrustedMessageException>(() => trust.Require(stranger.Certificate));
        Assert.IsNull(DecodedCertificates.Find(stranger.Certificate.RawData));
    }

    [TestMethod]
    public void ThatItWasTrustedOnceIsNotRemembered()
    {
        using var pki = new TestPki();
        using var others = new TestPki();
        using var issued = pki.Root.Issue(pki.Order(CertificatePurpose.Signature));
        new SignerTrust(pki.Store(), new PeerRules(), pki.Clock).Require(issued.Certificate);

        var decoded = DecodedCertificates.Find(issued.Certificate.RawData);
        Assert.IsNotNull(decoded);
        var elsewhere = new SignerTrust(others.Store(), new PeerRules(), others.Clock);
        Assert.ThrowsExactly<UntrustedMessageException>(() => elsewhere.Require(decoded));
    }

    [TestMethod]
    public void AnOctetMoreIsAnotherCertificate()
    {
        using var pki = new TestPki();
        using var issued = pki.Root.Issue(pki.Order(CertificatePurpose.Signature));
        new SignerTrust(pki.Store(), new PeerRules(), pki.Clock).Require(issued.Certificate);
        Assert.IsNull(DecodedCertificates.Find([.. issued.Certificate.RawData, 0]));
    }
}
