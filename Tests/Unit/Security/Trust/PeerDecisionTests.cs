using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Tests.Unit.Security.Trust;

[TestClass]
public sealed class PeerDecisionTests
{
    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public void ACertificateOfATrustedAuthorityIsTrusted(KeyKind kind)
    {
        using TestPki pki = new(kind);
        using IssuedCertificate client = pki.Client();
        PeerVerdict.Trusted verdict = Trusted(pki.Judge(client.Certificate));
        Assert.AreEqual("CN=peer", verdict.Subject);
        Assert.AreEqual("CN=Test root", verdict.Anchor);
        Assert.IsFalse(verdict.IsPinned);
        Assert.AreEqual(Convert.ToHexString(SHA256.HashData(client.Certificate.RawData)), verdict.Thumbprint);
        Assert.AreEqual(client.Certificate.NotAfter.ToUniversalTime(), verdict.Until.UtcDateTime);
    }

    [TestMethod]
    public void NoCertificateIsRefused()
    {
        using TestPki pki = new();
        PeerVerdict verdict = PeerDecision.Decide(
            PeerEvidence.From(null, null), pki.Snapshot(), PeerUsage.Client, new PeerRules(), pki.Clock.Now);
        Refused(PeerRefusal.NoCertificate, verdict);
    }

    [TestMethod]
    public void ACertificateOfAnotherAuthorityIsRefused()
    {
        using TestPki pki = new();
        using CertificateAuthority other = pki.NewAuthority("Other root");
        using IssuedCertificate client = other.Issue(pki.Order(CertificatePurpose.Client));
        Refused(PeerRefusal.UnknownAuthority, pki.Judge(client.Certificate));
        Refused(PeerRefusal.UnknownAuthority, pki.Judge(client.Certificate, sentAlong: other.Certificate));
    }

    [TestMethod]
    public void AnAuthorityOfTheSameNameButAnotherKeyIsAnotherAuthority()
    {
        using TestPki pki = new();
        using CertificateAuthority other = pki.NewAuthority("Test root");
        using IssuedCertificate client = other.Issue(pki.Order(CertificatePurpose.Client));
        Refused(PeerRefusal.UnknownAuthority, pki.Judge(client.Certificate));
        Refused(PeerRefusal.UnknownAuthority, pki.Judge(client.Certificate, sentAlong: other.Certificate));
    }

    [TestMethod]
    public void AnExpiredCertificateIsRefused()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        pki.Clock.Advance(TimeSpan.FromDays(731));
        Refused(PeerRefusal.Expired, pki.Judge(client.Certificate));
    }

    [TestMethod]
    public void ACertificateThatDoesNotHoldYetIsRefused()
    {
        using TestPki pki = new();
        pki.Clock.Advance(TimeSpan.FromDays(2));
        using IssuedCertificate client = pki.Client();
        pki.Clock.Advance(TimeSpan.FromDays(-1));
        Refused(PeerRefusal.NotYetValid, pki.Judge(client.Certificate));
    }

    [TestMethod]
    public void TheChainOfAnExpiredAuthorityIsRefused()
    {
        using TestPki pki = new();
        using CertificateAuthority brief =
            CertificateAuthority.Create(new CertificateSubject("Brief"), pki.Clock, validityYears: 1);
        pki.Trust("brief.pem", brief.Certificate);
        using IssuedCertificate client = brief.Issue(pki.Order(CertificatePurpose.Client));
        X509Certificate2[] chain = [client.Certificate, brief.Certificate];
        PeerEvidence evidence = new(client.Certificate, [.. chain], X509ChainStatusFlags.NotTimeValid);
        PeerVerdict verdict = PeerDecision.Decide(
            evidence, pki.Snapshot(), PeerUsage.Client, new PeerRules(), pki.Clock.Now);
        Refused(PeerRefusal.Expired, verdict);
    }

    [TestMethod]
    public void AServersCertificateIsNoClientsAndTheOtherWayRound()
    {
        using TestPki pki = new();
        using IssuedCertificate server = pki.Root.Issue(pki.Order(CertificatePurpose.Server));
        using IssuedCertificate client = pki.Client();
        Refused(PeerRefusal.WrongUsage, pki.Judge(server.Certificate, PeerUsage.Client));
        Refused(PeerRefusal.WrongUsage, pki.Judge(client.Certificate, PeerUsage.Server));
        Trusted(pki.Judge(server.Certificate, PeerUsage.Server));
    }

    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public void ACorruptedCertificateIsRefused(KeyKind kind)
    {
        using TestPki pki = new(kind);
        using IssuedCertificate client = pki.Client();
        byte[] corrupted = client.Certificate.RawData;
        corrupted[^1] ^= 1;
        Refused(PeerRefusal.BadSignature, pki.Judge(X509CertificateLoader.LoadCertificate(corrupted)));
    }

    [TestMethod]
    public void ASelfSignedCertificateIsRefusedUnlessPinned()
    {
        using TestPki pki = new();
        using X509Certificate2 peer = pki.SelfSigned();
        Refused(PeerRefusal.SelfSigned, pki.Judge(peer));

        pki.Trust("peer.pem", peer);
        PeerVerdict.Trusted verdict = Trusted(pki.Judge(peer));
        Assert.IsTrue(verdict.IsPinned);
        Assert.AreEqual("CN=pinned peer", verdict.Anchor);

        using X509Certificate2 namesake = pki.SelfSigned();
        Refused(PeerRefusal.SelfSigned, pki.Judge(namesake));
    }

    [TestMethod]
    public void APinnedCertificateStillExpires()
    {
        using TestPki pki = new();
        using X509Certificate2 peer = pki.SelfSigned();
        pki.Trust("peer.pem", peer);
        pki.Clock.Advance(TimeSpan.FromDays(101));
        Refused(PeerRefusal.Expired, pki.Judge(peer));
    }

    [TestMethod]
    public void APinnedCertificateOfAnUnknownAuthorityIsTrustedForItself()
    {
        using TestPki pki = new();
        using CertificateAuthority other = pki.NewAuthority("Other root");
        using IssuedCertificate client = other.Issue(pki.Order(CertificatePurpose.Client));
        using IssuedCertificate server = other.Issue(pki.Order(CertificatePurpose.Server));
        pki.Trust("client.pem", client.Certificate, server.Certificate);
        Trusted(pki.Judge(client.Certificate));
        Trusted(pki.Judge(client.Certificate, sentAlong: other.Certificate));
        Refused(PeerRefusal.WrongUsage, pki.Judge(server.Certificate, PeerUsage.Client));
    }

    [TestMethod]
    public void APinVouchesForNobodyElse()
    {
        using TestPki pki = new();
        using IssuedCertificate pinned = pki.NewAuthority("Other").Issue(pki.Order(CertificatePurpose.Client));
        pki.Trust("pin.pem", pinned.Certificate);
        using CertificateKey key = CertificateKey.Create(KeyKind.P256);
        using ECDsa pinnedKey = ECDsa.Create();
        pinnedKey.ImportFromPem(pinned.KeyPem);
        CertificateRequest request = new("CN=child", pinnedKey, HashAlgorithmName.SHA256);
        using X509Certificate2 child = request.Create(
            pinned.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(pinnedKey),
            pki.Clock.Now.AddHours(-1), pki.Clock.Now.AddDays(1), [1]);
        Refused(PeerRefusal.UnknownAuthority, pki.Judge(child, sentAlong: pinned.Certificate));
    }

    [TestMethod]
    public void AnIntermediateSentAlongLeadsToTheRoot()
    {
        using TestPki pki = new();
        using CertificateAuthority issuing = pki.Root.IssueAuthority(new CertificateSubject("Issuing"));
        using IssuedCertificate client = issuing.Issue(pki.Order(CertificatePurpose.Client));
        Refused(PeerRefusal.UnknownAuthority, pki.Judge(client.Certificate));
        Assert.AreEqual("CN=Test root", Trusted(pki.Judge(client.Certificate, sentAlong: issuing.Certificate)).Anchor);

        pki.Trust("issuing.pem", issuing.Certificate);
        Trusted(pki.Judge(client.Certificate));
    }

    [TestMethod]
    [DataRow(KeyKind.P256)]
    [DataRow(KeyKind.Rsa2048)]
    public void AnIssuingAuthorityMayBeTrustedWithoutItsRoot(KeyKind kind)
    {
        using TestPki pki = new(kind);
        using CertificateAuthority root = pki.NewAuthority("Unknown root");
        using CertificateAuthority issuing = root.IssueAuthority(new CertificateSubject("Issuing"), kind);
        using IssuedCertificate client = issuing.Issue(pki.Order(CertificatePurpose.Client));
        using IssuedCertificate cousin = root.Issue(pki.Order(CertificatePurpose.Client));
        pki.Trust("issuing.pem", issuing.Certificate);

        Assert.AreEqual("CN=Issuing", Trusted(pki.Judge(client.Certificate)).Anchor);
        Assert.AreEqual("CN=Issuing", Trusted(pki.Judge(client.Certificate, sentAlong: root.Certificate)).Anchor);
        Refused(PeerRefusal.UnknownAuthority, pki.Judge(cousin.Certificate));
        Refused(PeerRefusal.UnknownAuthority, pki.Judge(cousin.Certificate, sentAlong: root.Certificate));

        byte[] corrupted = client.Certificate.RawData;
        corrupted[^1] ^= 1;
        X509Certificate2 bad = X509CertificateLoader.LoadCertificate(corrupted);
        Refused(PeerRefusal.BadSignature, pki.Judge(bad));
        Refused(PeerRefusal.BadSignature, pki.Judge(bad, sentAlong: root.Certificate));
    }

    [TestMethod]
    public void ANameAndKeyIdentifierWithoutTheKeyForgeNothing()
    {
        using TestPki pki = new();
        using CertificateAuthority root = pki.NewAuthority("Root");
        using CertificateAuthority issuing = root.IssueAuthority(new CertificateSubject("Issuing"));
        pki.Trust("issuing.pem", issuing.Certificate);
        using ECDsa attacker = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (CertificateAuthority posed in new[] { pki.Root, issuing })
        {
            CertificateRequest request = new("CN=forged", attacker, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(
                X509AuthorityKeyIdentifierExtension.CreateFromCertificate(posed.Certificate, true, false));
            using X509Certificate2 forged = request.Create(
                posed.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(attacker),
                pki.Clock.Now.AddHours(-1), pki.Clock.Now.AddDays(1), [1]);
            Refused(PeerRefusal.BadSignature, pki.Judge(forged));
            Refused(PeerRefusal.BadSignature, pki.Judge(forged, sentAlong: root.Certificate));
        }
    }

    [TestMethod]
    public void AnEndCertificateCannotIssueOthers()
    {
        using TestPki pki = new();
        using CertificateAuthority issuing = pki.NewAuthority("Root").IssueAuthority(new CertificateSubject("Issuing"));
        pki.Trust("issuing.pem", issuing.Certificate);
        foreach (CertificateAuthority authority in new[] { pki.Root, issuing })
        {
            using IssuedCertificate end = authority.Issue(pki.Order(CertificatePurpose.Client, "end"));
            using ECDsa endKey = ECDsa.Create();
            endKey.ImportFromPem(end.KeyPem);
            CertificateRequest request = new("CN=child", endKey, HashAlgorithmName.SHA256);
            using X509Certificate2 child = request.Create(
                end.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(endKey),
                pki.Clock.Now.AddHours(-1), pki.Clock.Now.AddDays(1), [1]);
            Assert.IsInstanceOfType<PeerVerdict.Refused>(pki.Judge(child, sentAlong: end.Certificate));
        }
    }

    [TestMethod]
    public void AShortRsaKeyIsRefusedUnlessAllowed()
    {
        using TestPki pki = new();
        using RSA weak = RSA.Create(1024);
        using CertificateKey key = CertificateKey.FromPem(weak.ExportPkcs8PrivateKeyPem());
        using IssuedCertificate client = pki.Root.Issue(pki.Order(CertificatePurpose.Client), key);
        Refused(PeerRefusal.WeakKey, pki.Judge(client.Certificate));
        Trusted(pki.Judge(client.Certificate, rules: new PeerRules { AllowWeakCryptography = true }));
    }

    [TestMethod]
    public void ASha1SignatureIsRefusedUnlessAllowed()
    {
        using TestPki pki = new();
        using ECDsa rootKey = ECDsa.Create();
        pki.Root.Save(pki.Folder.File("ca.pem"), pki.Folder.File("ca.key"));
        rootKey.ImportFromPem(File.ReadAllText(pki.Folder.File("ca.key")));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=old", key, HashAlgorithmName.SHA1);
        X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(rootKey);
        using X509Certificate2 old = request.Create(
            pki.Root.Certificate.SubjectName, new Sha1Generator(generator, rootKey), pki.Clock.Now.AddHours(-1),
            pki.Clock.Now.AddDays(1), [1]);
        Refused(PeerRefusal.WeakSignature, pki.Judge(old));
        Trusted(pki.Judge(old, rules: new PeerRules { AllowWeakCryptography = true }));
    }

    [TestMethod]
    public void AnExtensionThatCannotBeDecodedIsARefusalNotAFailure()
    {
        using TestPki pki = new();
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=odd", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.37", [0x30, 0x03, 0x06, 0x7F, 0x01], false));
        using X509Certificate2 odd = request.CreateSelfSigned(pki.Clock.Now.AddHours(-1), pki.Clock.Now.AddDays(1));
        PeerEvidence evidence = new(odd, [odd], X509ChainStatusFlags.NoError);
        PeerVerdict verdict = PeerDecision.Decide(
            evidence, pki.Snapshot(), PeerUsage.Client, new PeerRules(), pki.Clock.Now);
        Refused(PeerRefusal.Malformed, verdict);
    }

    [TestMethod]
    public void WhatIsTooLargeIsRefusedBeforeItIsLookedAt()
    {
        using TestPki pki = new();
        using IssuedCertificate client = pki.Client();
        Refused(
            PeerRefusal.CertificateTooLarge,
            pki.Judge(client.Certificate, rules: new PeerRules { MaxCertificateBytes = 100 }));
        Refused(PeerRefusal.ChainTooLong, pki.Judge(client.Certificate, rules: new PeerRules { MaxChainLength = 1 }));
    }

    private static PeerVerdict.Trusted Trusted(PeerVerdict verdict)
    {
        Assert.IsInstanceOfType<PeerVerdict.Trusted>(verdict, verdict.ToString());
        return (PeerVerdict.Trusted)verdict;
    }

    private static void Refused(PeerRefusal reason, PeerVerdict verdict) =>
        Assert.AreEqual(reason, (verdict as PeerVerdict.Refused)?.Reason, verdict.ToString());

    private sealed class Sha1Generator(X509SignatureGenerator inner, ECDsa key) : X509SignatureGenerator
    {
        // ecdsa-with-SHA1
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            [0x30, 0x09, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x01];

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => inner.PublicKey;
    }
}
