using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;
using XdsDmp.Xml.Canonical;
using static XdsDmp.Security.Documents.LevelState;

namespace XdsDmp.Security.Documents;

/// <summary>
/// Verifies document signatures (IHE DSG, ITI TF-3 §5.5; the DMP's signed submission set) and reports every level by
/// itself. A signature that is bad, in whatever way, is a finding, never an exception.
/// </summary>
/// <param name="trust">Whose signatures count; null: the signer is not checked.</param>
public sealed class DocumentSignatureVerifier(DocumentSignatureRules rules, DocumentSignerTrust? trust)
{
    private static readonly CanonicalMethod DefaultForm = new(CanonicalForm.Inclusive10, WithComments: false);

    // 1 read  2 what the signature covers  3 documents  4 value  5 signer  6 SigningCertificate  7 the set  8 author
    public async Task<DocumentSignatureReport> VerifyAsync(
        ReadOnlyMemory<byte> octets, SignedSubject subject, CancellationToken cancel)
    {
        if (octets.Length > rules.MaxSignatureBytes)
        {
            return DocumentSignatureReport.Unreadable($"it is larger than {rules.MaxSignatureBytes} octets");
        }

        DocumentSignature signature;
        try
        {
            signature = DocumentSignatureReader.Read(octets, rules);
        }
        catch (Exception refusal) when (refusal is UntrustedMessageException or XmlException)
        {
            return DocumentSignatureReport.Unreadable(refusal.Message);
        }

        var integrity = CheckIntegrity(signature);
        var digests = await DigestsAsync(signature, integrity, subject, cancel).ConfigureAwait(false);
        return new DocumentSignatureReport(
        [
            CheckValue(signature),
            integrity,
            Guarded(SignatureLevel.Signer, () => CheckSigner(signature)),
            CheckSigningCertificate(signature),
            .. digests,
            ManifestCoverage.Check(signature, subject),
            Guarded(SignatureLevel.Author, () => subject.CheckSigner(signature.Signer)),
        ])
        {
            Signature = signature,
        };
    }

    /// <summary>A certificate is decoded piece by piece, when somebody looks at the piece.</summary>
    private static LevelResult Guarded(SignatureLevel level, Func<LevelResult> check)
    {
        try
        {
            return check();
        }
        catch (CryptographicException malformed)
        {
            return new LevelResult(level, Invalid, $"the certificate cannot be decoded: {malformed.Message}");
        }
    }

    private LevelResult CheckValue(DocumentSignature signature)
    {
        if (signature.Signer is null)
        {
            return new LevelResult(SignatureLevel.Value, Invalid, "the signature carries no certificate");
        }

        try
        {
            SignatureVerifier.CheckValue(signature.Xml, signature.Signer);
        }
        catch (UntrustedMessageException refusal)
        {
            return new LevelResult(SignatureLevel.Value, Invalid, refusal.Message);
        }

        return Weighed(SignatureLevel.Value, [signature.Xml.Method.Hash], "the key of the certificate made the value");
    }

    private LevelResult CheckIntegrity(DocumentSignature signature)
    {
        if (signature.Gap is { } gap)
        {
            return new LevelResult(SignatureLevel.Integrity, Invalid, gap);
        }

        try
        {
            foreach (var (reference, target) in signature.Xml.References.Zip(signature.Targets))
            {
                // Without a transform it is the inclusive form (XML Signature 1.1 §4.4.3.2).
                SignatureVerifier.CheckDigest(
                    reference with { Canonical = reference.Canonical ?? DefaultForm }, target, signature.Xml.Element);
            }
        }
        catch (UntrustedMessageException refusal)
        {
            return new LevelResult(SignatureLevel.Integrity, Invalid, refusal.Message);
        }

        return Weighed(
            SignatureLevel.Integrity, signature.Xml.References.Select(reference => reference.Digest.Hash),
            $"all {signature.Targets.Count} parts are as signed");
    }

    private LevelResult CheckSigner(DocumentSignature signature)
    {
        if (trust is null || signature.Signer is null)
        {
            return new LevelResult(SignatureLevel.Signer, NotChecked, trust is null
                ? "no trust folder of signers is given"
                : "the signature carries no certificate");
        }

        var time = signature.Properties.SigningTime;
        if (time > trust.Now + rules.ClockSkew)
        {
            return new LevelResult(SignatureLevel.Signer, Invalid, $"signed in the future, at {time:u}");
        }

        var verdict = trust.Judge(signature.Signer, signature.OtherCertificates, time ?? trust.Now);
        var asOf = time is null ? "now; it does not say when it signed" : $"{time:u}, when it says to have signed";
        return verdict switch
        {
            PeerVerdict.Trusted trusted => new LevelResult(
                SignatureLevel.Signer, Valid, $"{trusted.Subject} is trusted ({trusted.Anchor}) as of {asOf}"),
            PeerVerdict.Refused refused => new LevelResult(
                SignatureLevel.Signer, Invalid, $"{refused.Text.TrimEnd('.')} (as of {asOf})"),
            _ => throw new InvalidOperationException("a verdict of a third kind"),
        };
    }

    private LevelResult CheckSigningCertificate(DocumentSignature signature)
    {
        if (signature.Signer is null || signature.Properties.Certificates.Count == 0)
        {
            return new LevelResult(
                SignatureLevel.SigningCertificate, NotChecked, "the signature has no signed SigningCertificate");
        }

        // The first is the signer's; others are of its chain.
        var named = signature.Properties.Certificates[0];
        return Digest(signature.Signer, named.Method.Hash).AsSpan().SequenceEqual(named.Value)
            ? Weighed(SignatureLevel.SigningCertificate, [named.Method.Hash], "it names the certificate that signed")
            : new LevelResult(SignatureLevel.SigningCertificate, Invalid, "it names another certificate");
    }

    private async Task<IReadOnlyList<LevelResult>> DigestsAsync(
        DocumentSignature signature, LevelResult integrity, SignedSubject subject, CancellationToken cancel)
    {
        var references = signature.Manifest.Where(one => !ManifestCoverage.IsOfSet(one, subject)).ToList();
        if (references.Count == 0)
        {
            return
            [
                new LevelResult(SignatureLevel.Digest, signature.IsEnveloping ? integrity.State : NotChecked,
                    signature.IsEnveloping ? "the document stands in the signature" : "the manifest names no document"),
            ];
        }

        var results = new List<LevelResult>();
        foreach (var reference in references)
        {
            var (state, reason) = integrity.State == Valid
                ? await CheckDocumentAsync(reference, subject, cancel).ConfigureAwait(false)
                : (NotChecked, "the manifest is not what was signed");
            results.Add(state == Valid
                ? Weighed(SignatureLevel.Digest, [reference.Xml.Digest.Hash], reason) with
                {
                    Document = reference.UniqueId,
                }
                : new LevelResult(SignatureLevel.Digest, state, reason, reference.UniqueId));
        }

        return results;
    }

    private async Task<(LevelState State, string Reason)> CheckDocumentAsync(
        ManifestReference reference, SignedSubject subject, CancellationToken cancel)
    {
        var xml = reference.Xml;
        if (xml.IsBase64 || xml.IsEnveloped || xml.IsTokenReference)
        {
            return (NotChecked, "a transform that does not apply to a document by itself");
        }

        var content = subject.Open(reference.UniqueId);
        if (content is null)
        {
            return (NotChecked, "the document is not at hand");
        }

        await using (content.ConfigureAwait(false))
        {
            try
            {
                var digest = await DocumentDigest.OfAsync(content, xml.Digest, xml.Canonical, rules, cancel)
                    .ConfigureAwait(false);
                return digest.AsSpan().SequenceEqual(xml.Value)
                    ? (Valid, xml.Canonical is null ? "the octets are as signed" : "the canonical form is as signed")
                    : (Invalid, "the document is not what was signed: its digest differs");
            }
            catch (Exception unreadable) when (unreadable is XmlException or UntrustedMessageException)
            {
                return (Invalid, $"the document has no canonical form: {unreadable.Message}");
            }
        }
    }

    /// <summary>
    /// Right as far as the arithmetic goes; but SHA-1 proves something only where an operator says so.
    /// </summary>
    private LevelResult Weighed(SignatureLevel level, IEnumerable<HashAlgorithmName> algorithms, string reason) =>
        !algorithms.Contains(HashAlgorithmName.SHA1) ? new LevelResult(level, Valid, reason)
        : rules.AllowSha1 ? new LevelResult(level, Valid, $"{reason}, by SHA-1, which the configuration accepts")
        : new LevelResult(level, Invalid, "it rests on SHA-1, which is not accepted");

    private static byte[] Digest(X509Certificate2 certificate, HashAlgorithmName algorithm) =>
        CryptographicOperations.HashData(algorithm, certificate.RawDataMemory.Span);
}
