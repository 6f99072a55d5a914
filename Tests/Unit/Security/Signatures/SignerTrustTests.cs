using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Signatures;

[TestClass]
public sealed class SignerTrustTests
{
    [TestMethod]
    public void ASignerOfTheFolderIsTrustedAndNobodyElse()
    {
        using var pki = new TestPki();
        var trust = new SignerTrust(pki.Store(), new PeerRules(), pki.Clock);
        using var issued = pki.Root.Issue(pki.Order(CertificatePurpose.Signature));
        trust.Require(issued.Certificate);
        Assert.AreEqual(
            SecurityFault.FailedAuthentication,
            Assert.ThrowsExactly<UntrustedMessageException>(() => trust.Require(Signers.P256)).Kind);
    }

    /// <summary>Whatever a certificate is made of, it is refused as untrusted and as nothing else.</summary>
    [TestMethod]
    public void MutilatedCertificatesAreRefusedAndNothingElse()
    {
        using var pki = new TestPki();
        var trust = new SignerTrust(pki.Store(), new PeerRules(), pki.Clock);
        using var issued = pki.Root.Issue(pki.Order(CertificatePurpose.Signature));
        var der = issued.Certificate.RawData;
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var broken = der.ToArray();
            broken[random.Next(broken.Length)] ^= (byte)random.Next(1, 256);
            Assert.ThrowsExactly<UntrustedMessageException>(
                () => trust.Require(KeyInfo.Decode(broken)), $"seed {seed}");
        }
    }
}
