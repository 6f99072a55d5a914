using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Trust;

[TestClass]
public sealed class PeerVerifierTests
{
    [TestMethod]
    public void ATrustedPeerIsRememberedWhileTheTrustStands()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        TrustStore store = pki.Store();
        PeerVerifier peers = new(store, new PeerRules(), pki.Clock);
        PeerVerdict first = peers.Verify(
            pki.Evidence(client.Certificate, store.Current, PeerUsage.Client), store.Current, PeerUsage.Client);

        Assert.AreSame(first, peers.Recheck(client.Certificate, PeerUsage.Client));
        Assert.IsInstanceOfType<PeerVerdict.Refused>(peers.Recheck(client.Certificate, PeerUsage.Server));
    }

    [TestMethod]
    public void AChangedTrustFolderMakesItForgotten()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        PeerVerifier peers = new(pki.Store(), new PeerRules(), pki.Clock);
        Assert.IsInstanceOfType<PeerVerdict.Trusted>(peers.Recheck(client.Certificate, PeerUsage.Client));

        pki.Trust("root.pem", pki.NewAuthority("Other").Certificate);
        pki.Clock.Advance(TimeSpan.FromSeconds(2));

        PeerVerdict verdict = peers.Recheck(client.Certificate, PeerUsage.Client);
        Assert.AreEqual(PeerRefusal.UnknownAuthority, ((PeerVerdict.Refused)verdict).Reason);
    }

    [TestMethod]
    public void NobodyIsRememberedBeyondTheValidityOfTheCertificate()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        PeerVerifier peers = new(pki.Store(), new PeerRules(), pki.Clock);
        Assert.IsInstanceOfType<PeerVerdict.Trusted>(peers.Recheck(client.Certificate, PeerUsage.Client));
        pki.Clock.Now = new DateTimeOffset(client.Certificate.NotAfter.ToUniversalTime()).AddSeconds(1);
        PeerVerdict verdict = peers.Recheck(client.Certificate, PeerUsage.Client);
        Assert.AreEqual(PeerRefusal.Expired, ((PeerVerdict.Refused)verdict).Reason);
    }

    [TestMethod]
    public void ARefusalIsNotRememberedForTheNextHandshakeMayBringTheIntermediate()
    {
        using TestPki pki = new();
        using CertificateAuthority issuing = pki.Root.IssueAuthority(new CertificateSubject("Issuing"));
        using X509Certificate2 client = issuing.Issue(pki.Order(CertificatePurpose.Client)).Certificate;
        TrustStore store = pki.Store();
        PeerVerifier peers = new(store, new PeerRules(), pki.Clock);
        Assert.IsInstanceOfType<PeerVerdict.Refused>(peers.Recheck(client, PeerUsage.Client));
        PeerEvidence evidence = pki.Evidence(client, store.Current, PeerUsage.Client, issuing.Certificate);
        Assert.IsInstanceOfType<PeerVerdict.Trusted>(peers.Verify(evidence, store.Current, PeerUsage.Client));
    }
}
