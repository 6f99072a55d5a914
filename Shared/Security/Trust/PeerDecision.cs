using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using static System.Security.Cryptography.X509Certificates.X509ChainStatusFlags;

namespace XdsDmp.Security.Trust;

/// <summary>
/// Judges a peer's certificate (ITI-19, ITI TF-2 §3.19): a pure function of what the handshake found, what the trust
/// folder said, and the time.
/// </summary>
public static class PeerDecision
{
    // How the chain engine reports a certificate that leads to no authority of ours.
    private const X509ChainStatusFlags NoAnchor = UntrustedRoot | PartialChain;

    /// <param name="evidence">Certificate and chain.</param>
    /// <param name="trust">What the trust folder said.</param>
    /// <param name="usage">What the certificate must be good for.</param>
    /// <param name="rules">What may be relaxed.</param>
    /// <param name="now">When certificates must be valid.</param>
    /// <param name="listsAt">When revocation lists must be current; null: at the same time.</param>
    public static PeerVerdict Decide(
        PeerEvidence evidence, TrustSnapshot trust, PeerUsage usage, PeerRules rules, DateTimeOffset now,
        DateTimeOffset? listsAt = null)
    {
        if (evidence.Certificate is not { } certificate)
        {
            return new PeerVerdict.Refused(PeerRefusal.NoCertificate, "The peer gave no certificate.");
        }

        try
        {
            return Decide(evidence, certificate, trust, usage, rules, now, listsAt ?? now);
        }
        catch (CryptographicException malformed)
        {
            // Keys and extensions are decoded only when looked at, and the peer wrote them.
            return new PeerVerdict.Refused(
                PeerRefusal.Malformed, $"The certificate cannot be decoded: {malformed.Message}");
        }
    }

    private static PeerVerdict Decide(
        PeerEvidence evidence,
        X509Certificate2 certificate,
        TrustSnapshot trust,
        PeerUsage usage,
        PeerRules rules,
        DateTimeOffset now,
        DateTimeOffset listsAt)
    {
        // 1 Bounds, before anything costs much.  2 The certificate itself.  3 A pin, or a chain to an authority.
        // 4 The strength of every link.  5 Revocation, for every link whose issuer is known.
        bool isPinned = trust.IsPinned(certificate);
        PeerEvidence anchored = UpToAnchor(evidence, trust, isPinned);
        PeerVerdict.Refused? refusal = CheckBounds(evidence, certificate, rules)
            ?? CertificateChecks.Check(certificate, usage, rules, now)
            ?? CheckStatus(anchored)
            ?? CertificateChecks.CheckIssuers(anchored, trust, rules);
        return refusal is not null
            ? refusal
            : RevocationChecks.Apply(Trust(anchored, certificate, isPinned), anchored, trust, rules, listsAt);
    }

    /// <summary>
    /// The engine wants self-signed roots, but the operator may have named an issuing authority only, or the exact
    /// certificate: then it says nothing that no root of ours stands above. Every other flag counts.
    /// </summary>
    private static PeerEvidence UpToAnchor(PeerEvidence evidence, TrustSnapshot trust, bool isPinned)
    {
        for (int i = evidence.Chain.Length - 1; i > 0; i--)
        {
            if (trust.IsAuthority(evidence.Chain[i]))
            {
                return evidence with { Chain = evidence.Chain[..(i + 1)], Status = evidence.Status & ~NoAnchor };
            }
        }

        return isPinned ? evidence with { Status = evidence.Status & ~NoAnchor } : evidence;
    }

    private static PeerVerdict.Refused? CheckBounds(
        PeerEvidence evidence, X509Certificate2 certificate, PeerRules rules)
    {
        if (certificate.RawDataMemory.Length > rules.MaxCertificateBytes)
        {
            return new PeerVerdict.Refused(
                PeerRefusal.CertificateTooLarge,
                $"The certificate has {certificate.RawDataMemory.Length} bytes; {rules.MaxCertificateBytes} may be.");
        }

        return evidence.Chain.Length > rules.MaxChainLength
            ? new PeerVerdict.Refused(
                PeerRefusal.ChainTooLong,
                $"The chain has {evidence.Chain.Length} certificates, more than {rules.MaxChainLength}.")
            : null;
    }

    private static PeerVerdict.Refused? CheckStatus(PeerEvidence evidence)
    {
        X509ChainStatusFlags status = evidence.Status;
        if (status == NoError)
        {
            return null;
        }

        // The gravest first: a forged link makes everything else said about the chain worthless.
        (X509ChainStatusFlags Flags, PeerRefusal Reason)[] order =
        [
            (NotSignatureValid, PeerRefusal.BadSignature),
            (NoAnchor, IsSelfSigned(evidence) ? PeerRefusal.SelfSigned : PeerRefusal.UnknownAuthority),
            (NotTimeValid, PeerRefusal.Expired),
            (NotValidForUsage, PeerRefusal.WrongUsage),
        ];
        PeerRefusal reason = order.Where(one => (status & one.Flags) != 0).Select(one => one.Reason)
            .FirstOrDefault(PeerRefusal.InvalidChain);
        return new PeerVerdict.Refused(reason, $"The chain of the certificate is not acceptable: {status}.");
    }

    private static bool IsSelfSigned(PeerEvidence evidence) =>
        evidence.Chain.Length == 1
        && evidence.Chain[0].SubjectName.RawData.AsSpan().SequenceEqual(evidence.Chain[0].IssuerName.RawData);

    private static PeerVerdict.Trusted Trust(PeerEvidence evidence, X509Certificate2 certificate, bool isPinned)
    {
        IEnumerable<X509Certificate2> links = isPinned ? [certificate] : evidence.Chain;
        return new PeerVerdict.Trusted(
            Thumbprints.OfCertificate(certificate),
            Printable.Of(certificate.Subject),
            Printable.Of(isPinned ? certificate.Subject : evidence.Chain[^1].Subject),
            isPinned,
            links.Min(link => new DateTimeOffset(link.NotAfter.ToUniversalTime())));
    }
}
