using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Trust;

[TestClass]
public sealed class RevocationTests
{
    private static readonly PeerRules Soft = new() { WhenRevocationListIsStale = RevocationFallback.Accept };
    private static readonly PeerRules ListsDemanded = new() { WhenRevocationListIsMissing = RevocationFallback.Refuse };

    [TestMethod]
    [DataRow(KeyKind.P256, true)]
    [DataRow(KeyKind.P256, false)]
    [DataRow(KeyKind.Rsa2048, false)]
    public void ARevokedCertificateIsRefusedAndItsNeighbourIsNot(KeyKind kind, bool inPem)
    {
        using TestPki pki = new(kind);
        using IssuedCertificate revoked = pki.Client();
        using IssuedCertificate neighbour = pki.Client();
        byte[] list = List(pki, TimeSpan.FromDays(1), revoked.Certificate);
        pki.TrustBytes(
            inPem ? "crl.pem" : "root.crl",
            inPem ? System.Text.Encoding.ASCII.GetBytes(PemEncodingText(list)) : list);

        Refused(PeerRefusal.Revoked, pki.Judge(revoked.Certificate));
        PeerVerdict.Trusted verdict = Trusted(pki.Judge(neighbour.Certificate));
        Assert.AreEqual(pki.Clock.Now.AddDays(1), verdict.Until, "the verdict holds no longer than the list");
    }

    [TestMethod]
    public void ARevokedIntermediateTakesItsLeavesAlong()
    {
        using TestPki pki = new();
        using CertificateAuthority issuing = pki.Root.IssueAuthority(new CertificateSubject("Issuing"));
        using IssuedCertificate client = issuing.Issue(pki.Order(CertificatePurpose.Client));
        pki.TrustBytes("root.crl", List(pki, TimeSpan.FromDays(1), issuing.Certificate));
        Refused(PeerRefusal.Revoked, pki.Judge(client.Certificate, sentAlong: issuing.Certificate));
    }

    [TestMethod]
    public void AStaleListRefusesUnlessToldToAcceptAndIsToldOnce()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        using IssuedCertificate revoked = pki.Client();
        pki.TrustBytes("root.crl", List(pki, TimeSpan.FromDays(1), revoked.Certificate));
        TrustStore store = pki.Store();
        Trusted(pki.Judge(client.Certificate));

        pki.Clock.Advance(TimeSpan.FromDays(2));
        Assert.IsNotNull(store.Current);
        Assert.IsNotNull(store.Current);
        Assert.AreEqual(TrustAlarmKind.RevocationListStale, pki.Alarms.Single().Kind);
        Refused(PeerRefusal.RevocationUnknown, pki.Judge(client.Certificate));
        Trusted(pki.Judge(client.Certificate, rules: Soft));
        Refused(PeerRefusal.Revoked, pki.Judge(revoked.Certificate, rules: Soft));
    }

    [TestMethod]
    public void AMissingListIsAcceptedUnlessListsAreDemanded()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        using X509Certificate2 pinned = pki.SelfSigned();
        pki.Trust("pin.pem", pinned);
        Trusted(pki.Judge(client.Certificate));
        Refused(PeerRefusal.RevocationUnknown, pki.Judge(client.Certificate, rules: ListsDemanded));
        Trusted(pki.Judge(pinned, rules: ListsDemanded));
    }

    [TestMethod]
    public void AListSignedByNobodyWeTrustMakesTheFolderBad()
    {
        using TestPki pki = new();
        TrustStore store = pki.Store();
        using CertificateAuthority namesake = pki.NewAuthority("Test root");
        pki.TrustBytes("forged.crl", namesake.IssueRevocationList([], 1, pki.Clock.Now.AddDays(1)));
        pki.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.IsEmpty(store.Current.RevocationLists);
        Assert.EndsWith("forged.crl", pki.Alarms.Single().Path);
    }

    [TestMethod]
    public void AListTamperedWithMakesTheFolderBad()
    {
        using TestPki pki = new();
        byte[] list = List(pki, TimeSpan.FromDays(1), pki.Client().Certificate);
        list[list.Length / 2] ^= 1;
        pki.TrustBytes("root.crl", list);
        Assert.ThrowsExactly<TrustException>(pki.Store);
    }

    [TestMethod]
    public void ARenewedListReplacesTheOldOneWithoutRestart()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        PeerVerifier peers = new(pki.Store(), new PeerRules(), pki.Clock);
        pki.TrustBytes("root.crl", List(pki, TimeSpan.FromDays(1)));
        pki.Clock.Advance(TimeSpan.FromSeconds(2));
        Trusted(peers.Recheck(client.Certificate, PeerUsage.Client));

        pki.TrustBytes("root.crl", List(pki, TimeSpan.FromDays(1), client.Certificate));
        pki.Clock.Advance(TimeSpan.FromSeconds(2));
        Refused(PeerRefusal.Revoked, peers.Recheck(client.Certificate, PeerUsage.Client));
    }

    private static byte[] List(TestPki pki, TimeSpan life, params X509Certificate2[] revoked) =>
        pki.Root.IssueRevocationList(revoked, 1, pki.Clock.Now + life);

    private static string PemEncodingText(byte[] list) =>
        System.Security.Cryptography.PemEncoding.WriteString("X509 CRL", list);

    private static PeerVerdict.Trusted Trusted(PeerVerdict verdict)
    {
        Assert.IsInstanceOfType<PeerVerdict.Trusted>(verdict, verdict.ToString());
        return (PeerVerdict.Trusted)verdict;
    }

    private static void Refused(PeerRefusal reason, PeerVerdict verdict) =>
        Assert.AreEqual(reason, (verdict as PeerVerdict.Refused)?.Reason, verdict.ToString());
}
