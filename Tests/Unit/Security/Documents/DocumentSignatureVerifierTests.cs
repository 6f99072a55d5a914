using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Documents;
using XdsDmp.Security.Signatures;
using XdsDmp.Tests.Unit.Security.Signatures;
using XdsDmp.Xml.Canonical;
using static XdsDmp.Security.Documents.LevelState;
using static XdsDmp.Security.Documents.SignatureLevel;

namespace XdsDmp.Tests.Unit.Security.Documents;

[TestClass]
public sealed class DocumentSignatureVerifierTests : IDisposable
{
    private readonly SignedSet _set = new();

    public void Dispose() => _set.Dispose();

    [TestMethod]
    [DataRow(KeyKind.P256, SignatureStyle.Dsg, false)]
    [DataRow(KeyKind.P256, SignatureStyle.Dmp, false)]
    [DataRow(KeyKind.Rsa2048, SignatureStyle.Dsg, false)]
    [DataRow(KeyKind.Rsa2048, SignatureStyle.Dmp, true)]
    public void ASignedSetIsValidAtEveryLevel(KeyKind kind, SignatureStyle style, bool isPss)
    {
        using var set = new SignedSet(kind) { Style = style };
        set.Method = SignatureMethod.For(set.Signer, isPss);
        set.Subject = set.Subject with { Expected = new SignerExpectation(["801234567897"], []) };
        var report = set.Verify(set.Sign());
        foreach (var level in Enum.GetValues<SignatureLevel>())
        {
            Assert.AreEqual(Valid, report.StateOf(level), $"{level}: {Reason(report, level)}");
        }

        Assert.HasCount(2, report.Levels.Where(result => result.Level == Digest));
        Assert.AreEqual(set.SigningTime, report.Signature!.Properties.SigningTime);
        Assert.AreEqual("1.2.840.10065.1.12.1.14", report.Signature.Properties.Purposes.Single());
        Assert.AreEqual("", report.Signature.Properties.Policy);
    }

    [TestMethod]
    public void ATamperedDocumentIsFoundByItsDigestAlone()
    {
        var signature = _set.Sign();
        _set.Received[SignedSet.Pdf][0] ^= 1;
        var report = _set.Verify(signature);
        Only(report, Digest, Invalid);
        Assert.AreEqual(SignedSet.Pdf, report.Levels.Single(result => result.State == Invalid).Document);
    }

    [TestMethod]
    public void ADocumentThatIsNotInTheManifestMakesItIncomplete()
    {
        var signature = _set.Sign(SignedSet.SetId, SignedSet.Pdf);
        var report = _set.Verify(signature);
        Only(report, Completeness, Invalid);
        Assert.Contains($"does not name: \"{SignedSet.Cda}\"", Reason(report, Completeness));
    }

    [TestMethod]
    public void WhatIsSignedAndNotSubmittedMakesItIncomplete()
    {
        var signature = _set.Sign();
        _set.Received.Remove(SignedSet.Cda);
        var report = _set.Verify(signature);
        Assert.AreEqual(Invalid, report.StateOf(Completeness));
        Assert.Contains("not in the submission set", Reason(report, Completeness));
        Assert.AreEqual(NotChecked, report.StateOf(Digest));
    }

    [TestMethod]
    public void ADocumentNamedTwiceMakesItIncomplete()
    {
        var report = _set.Verify(_set.Sign(SignedSet.SetId, SignedSet.Pdf, SignedSet.Cda, SignedSet.Pdf));
        Only(report, Completeness, Invalid);
        Assert.Contains("more than once", Reason(report, Completeness));
    }

    [TestMethod]
    public void TheOrderOfDocumentsDoesNotMatter() =>
        AllValid(_set.Verify(_set.Sign(SignedSet.SetId, SignedSet.Cda, SignedSet.Pdf)));

    [TestMethod]
    public void ASignatureOfDocumentsSaysNothingOfTheSet()
    {
        var report = _set.Verify(_set.Sign(setId: null));
        Only(report, Completeness, NotChecked);
        Assert.Contains("does not name the submission set", Reason(report, Completeness));
    }

    [TestMethod]
    public void AnotherSignatureMayBeNamedOrNot()
    {
        _set.Received["1.2.3.9"] = "<s/>"u8.ToArray();
        var both = _set.Sign(SignedSet.SetId, SignedSet.Pdf, SignedSet.Cda, "1.2.3.9");
        _set.Subject = _set.Subject with { SignatureIds = ["1.2.3.9"] };
        AllValid(_set.Verify(both));
    }

    /// <summary>Only the set has no octets; a placeholder in a document's place is a wrong digest.</summary>
    [TestMethod]
    [DataRow("AA==")]
    [DataRow("0")]
    public void APlaceholderServesTheSetAlone(string placeholder)
    {
        _set.Documents.Add(new DocumentToSign(SignedSet.Pdf, [0]));
        _set.Documents.Add(new DocumentToSign(SignedSet.Cda, SHA256.HashData(_set.Received[SignedSet.Cda])));
        var report = _set.Verify(_set.Write());
        Only(report, Digest, Invalid);

        // What the placeholder of the set is makes no difference to reading.
        var text = Encoding.UTF8.GetString(_set.Write()).Replace("AA==", placeholder, StringComparison.Ordinal);
        Assert.IsNotNull(_set.Verify(text).Signature);
    }

    [TestMethod]
    [DataRow(CanonicalForm.Inclusive11)]
    [DataRow(CanonicalForm.Inclusive10)]
    [DataRow(CanonicalForm.Exclusive)]
    public void AnXmlDocumentMayBeSignedInACanonicalForm(CanonicalForm form)
    {
        _set.Documents.Add(new DocumentToSign(SignedSet.Pdf, SHA256.HashData(_set.Received[SignedSet.Pdf])));
        _set.Documents.Add(new DocumentToSign(
            SignedSet.Cda, _set.CanonicalDigest(SignedSet.Cda, form), new CanonicalMethod(form, WithComments: true)));
        var signature = _set.Write();
        AllValid(_set.Verify(signature));

        _set.Received[SignedSet.Cda] = "<!-- c --><doc a=\"1\" b=\"2\"></doc>"u8.ToArray();
        AllValid(_set.Verify(signature));

        _set.Received[SignedSet.Cda] = "<!-- d --><doc a=\"1\" b=\"2\"></doc>"u8.ToArray();
        Only(_set.Verify(signature), Digest, Invalid);

        _set.Received[SignedSet.Cda] = "<!DOCTYPE d><doc/>"u8.ToArray();
        Assert.Contains("no canonical form", Only(_set.Verify(signature), Digest, Invalid));
    }

    [TestMethod]
    public void Sha1CountsOnlyWhereItIsAccepted()
    {
        using var set = new SignedSet(KeyKind.Rsa2048) { Method = OldMethod() };
        var signature = set.Sign();
        Only(set.Verify(signature), Value, Invalid);
        Assert.Contains("SHA-1", Reason(set.Verify(signature), Value));
        set.Rules = new DocumentSignatureRules { AllowSha1 = true };
        var report = set.Verify(signature);
        AllValid(report);
        Assert.Contains("SHA-1, which the configuration accepts", Reason(report, Value));
    }

    [TestMethod]
    public void TheCertificateMustHaveBeenValidWhenItSigned()
    {
        var signature = _set.Sign();
        _set.Pki.Clock.Advance(TimeSpan.FromDays(10_000));
        AllValid(_set.Verify(signature));

        _set.Documents.Clear();
        var late = _set.Sign();
        Assert.Contains("expired", Only(_set.Verify(late), Signer, Invalid));
    }

    [TestMethod]
    public void NobodySignsInTheFuture()
    {
        _set.Pki.Clock.Advance(TimeSpan.FromHours(1));
        var signature = _set.Sign();
        _set.Pki.Clock.Advance(TimeSpan.FromHours(-1));
        Assert.Contains("future", Only(_set.Verify(signature), Signer, Invalid));
    }

    [TestMethod]
    public void AStrangerIsNoSigner()
    {
        _set.Signer = Signers.P256;
        Only(_set.Verify(_set.Sign()), Signer, Invalid);
    }

    [TestMethod]
    public void WhoHasBeenRevokedSinceIsNoSigner()
    {
        var signature = _set.Sign();
        _set.Pki.TrustBytes("root.crl", _set.Pki.Root.IssueRevocationList(
            [_set.Signer], 1, _set.Pki.Clock.Now.AddDays(1)));
        Assert.Contains("revoked", Only(_set.Verify(signature), Signer, Invalid));
    }

    [TestMethod]
    public void AnotherCertificateForTheSameKeyIsNotTheSigners()
    {
        var text = Encoding.UTF8.GetString(_set.Sign());
        using var key = _set.Signer.GetECDsaPrivateKey()!;
        using var other = new CertificateRequest("CN=Other", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(_set.Pki.Clock.Now.AddDays(-1), _set.Pki.Clock.Now.AddDays(1));
        var swapped = text.Replace(
            Convert.ToBase64String(_set.Signer.RawData), Convert.ToBase64String(other.RawData),
                StringComparison.Ordinal);
        var report = _set.Verify(swapped);
        Assert.AreEqual(Valid, report.StateOf(Value));
        Assert.AreEqual(Invalid, report.StateOf(SigningCertificate));
    }

    [TestMethod]
    [DataRow("801234567897", "", Valid)]
    [DataRow("", "801234567897", Valid)]
    [DataRow("899999999999", "", Invalid)]
    [DataRow("8012345678", "", Invalid)]
    [DataRow("", "", NotChecked)]
    public void TheSignerIsTheAuthor(string person, string structure, LevelState expected)
    {
        var author = new Author(
            $"{person}^DOCTOR^TEST^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS",
            [$"CABINET^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^{structure}"], [], [], []);
        _set.Subject = _set.Subject with { Expected = SignerExpectation.Of([author]) };
        Assert.AreEqual(expected, _set.Verify(_set.Sign()).StateOf(SignatureLevel.Author));
    }

    [TestMethod]
    [DataRow("<ds:Manifest Id=\"IHEManifest\">", "<ds:Manifest   Id='IHEManifest' >", Valid)]
    [DataRow("<xad:SignaturePolicyImplied/>", "<xad:SignaturePolicyImplied></xad:SignaturePolicyImplied>", Valid)]
    [DataRow("Target=\"#Signature\"", "Target=\"#Other\"", Valid)]
    [DataRow("urn:oid:" + SignedSet.Pdf, "urn:oid:1.2.3.7", Invalid)]
    [DataRow("urn:oid:1.2.840.10065.1.12.1.14", "urn:oid:1.2.840.10065.1.12.1.1", Invalid)]
    [DataRow("Z</xad:SigningTime>", "Z </xad:SigningTime>", Invalid)]
    public void WhatIsSignedCannotBeChanged(string part, string instead, LevelState expected)
    {
        var text = Encoding.UTF8.GetString(_set.Sign());
        Assert.Contains(part, text);
        Assert.AreEqual(expected,
            _set.Verify(text.Replace(part, instead, StringComparison.Ordinal)).StateOf(Integrity));
    }

    [TestMethod]
    public void AManifestThatIsNotSignedIsNotRead()
    {
        var text = Encoding.UTF8.GetString(_set.Sign());
        var start = text.IndexOf("<ds:Manifest", StringComparison.Ordinal);
        var manifest = text[start..(
            text.IndexOf("</ds:Manifest>", StringComparison.Ordinal) + "</ds:Manifest>".Length)];
        var forged = text.Insert(start, manifest.Replace("IHEManifest", "Other", StringComparison.Ordinal));
        var report = _set.Verify(forged);
        Assert.Contains("Manifest is not covered", Reason(report, Integrity));
        Assert.AreEqual(NotChecked, report.StateOf(Digest));

        var twice = _set.Verify(text.Insert(start, manifest));
        Assert.Contains("two elements bear the identifier", Reason(twice, Value));
        Assert.AreEqual(NotChecked, twice.StateOf(Completeness));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("not xml")]
    [DataRow("<a/>")]
    [DataRow("<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/>")]
    [DataRow("<!DOCTYPE a><a/>")]
    public void WhatIsNoSignatureIsReportedAsUnreadable(string text)
    {
        var report = _set.Verify(text);
        Assert.AreEqual(Invalid, report.StateOf(Value));
        Assert.Contains("cannot be read", Reason(report, Value));
        Assert.HasCount(Enum.GetValues<SignatureLevel>().Length, report.Levels);
    }

    [TestMethod]
    public void ReferencesAndSizeAreBounded()
    {
        var signature = _set.Sign();
        _set.Rules = new DocumentSignatureRules { MaxReferences = 3 };
        AllValid(_set.Verify(signature));
        _set.Rules = new DocumentSignatureRules { MaxReferences = 2 };
        Assert.Contains("accepted: 1 to 2", Reason(_set.Verify(signature), Value));
        _set.Rules = new DocumentSignatureRules { MaxSignatureBytes = signature.Length - 1 };
        Assert.Contains("larger than", Reason(_set.Verify(signature), Value));
        _set.Rules = new DocumentSignatureRules { MaxCanonicalBytes = 10 };
        _set.Documents.Clear();
        _set.Documents.Add(new DocumentToSign(
            SignedSet.Cda, new byte[32], new CanonicalMethod(CanonicalForm.Inclusive11, WithComments: true)));
        Assert.AreEqual(Invalid, _set.Verify(_set.Write()).StateOf(Digest));
    }

    private static SignatureMethod OldMethod() => SignatureMethod.Accept(
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1", new AlgorithmRules { AllowLegacy = true });

    private static string Only(DocumentSignatureReport report, SignatureLevel level, LevelState state)
    {
        foreach (var other in Enum.GetValues<SignatureLevel>().Where(one => one != SignatureLevel.Author))
        {
            Assert.AreEqual(other == level ? state : Valid, report.StateOf(other), $"{other}: {Reason(report, other)}");
        }

        return Reason(report, level);
    }

    private static void AllValid(DocumentSignatureReport report) => Only(report, Value, Valid);

    private static string Reason(DocumentSignatureReport report, SignatureLevel level) =>
        string.Join("; ", report.Levels.Where(result => result.Level == level && result.State != Valid)
            .Concat(report.Levels.Where(result => result.Level == level)).Select(result => result.Reason));
}
