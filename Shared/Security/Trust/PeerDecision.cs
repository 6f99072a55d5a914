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

    public static PeerVerdict Decide(
        PeerEvidence evidence, TrustSnapshot trust, PeerUsage usage, PeerRules rules, DateTimeOffset now)
    {
        // 1 Bounds, before anything costs much.  2 The certificate itself.  3 A pin, or a chain to an authority.
        // 4 Revocation, for every link whose issuer is known.
        if (evidence.Certificate is not { } certificate)
        {
            return new PeerVerdict.Refused(PeerRefusal.NoCertificate, "The peer gave no certificate.");
        }

        bool isPinned = trust.IsPinned(certificate);
        PeerVerdict.Refused? refusal = CheckBounds(evidence, certificate, rules)
            ?? CertificateChecks.Check(certificate, usage, rules, now)
            ?? CheckStatus(evidence, trust, isPinned)
            ?? CertificateChecks.CheckIssuers(evidence, trust, rules);
        return refusal is not null
            ? refusal
            : RevocationChecks.Apply(Trust(evidence, certificate, isPinned), evidence, trust, rules, now);
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

    private static PeerVerdict.Refused? CheckStatus(PeerEvidence evidence, TrustSnapshot trust, bool isPinned)
    {
        X509ChainStatusFlags status = evidence.Status;
        if (isPinned || EndsAtOurAuthority(evidence, trust))
        {
            // An exact certificate, or an authority below its root, is trusted for its own sake: that no root of
            // ours stands above it says nothing. Every other flag counts.
            status &= ~NoAnchor;
        }

        return status == NoError ? null : Refuse(evidence, status);
    }

    /// <summary>The engine wants self-signed roots; the operator may have named an issuing authority only.</summary>
    private static bool EndsAtOurAuthority(PeerEvidence evidence, TrustSnapshot trust) =>
        !evidence.Status.HasFlag(UntrustedRoot) && evidence.Chain.Length > 1 && trust.IsAuthority(evidence.Chain[^1]);

    private static PeerVerdict.Refused Refuse(PeerEvidence evidence, X509ChainStatusFlags status)
    {
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
