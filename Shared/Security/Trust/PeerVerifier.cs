using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>
/// The verdict on peers, remembered: a peer found trusted stays so while the trust folder is unchanged, the chain is
/// valid and the revocation lists are current. Refusals are not remembered: they may be for want of an intermediate
/// certificate, which the next handshake may bring.
/// </summary>
public sealed class PeerVerifier(TrustStore store, PeerRules rules, TimeProvider clock)
{
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<(string Thumbprint, PeerUsage Usage), Remembered> _verdicts = new();

    /// <summary>What is remembered of this peer; null: nothing that still holds.</summary>
    public PeerVerdict? Recall(X509Certificate2 certificate, TrustSnapshot trust, PeerUsage usage) =>
        Recall((Thumbprints.OfCertificate(certificate), usage), trust, clock.GetUtcNow());

    /// <summary>Judges what a handshake under this snapshot's chain policy has found.</summary>
    public PeerVerdict Verify(PeerEvidence evidence, TrustSnapshot trust, PeerUsage usage)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (evidence.Certificate is null)
        {
            return PeerDecision.Decide(evidence, trust, usage, rules, now);
        }

        (string, PeerUsage) key = (Thumbprints.OfCertificate(evidence.Certificate), usage);
        return Recall(key, trust, now)
            ?? Remember(key, trust, PeerDecision.Decide(evidence, trust, usage, rules, now), now);
    }

    /// <summary>
    /// Judges a certificate without a handshake: of a connection that has been open for long, or of a signer. Costs a
    /// hash while nothing has changed.
    /// </summary>
    /// <param name="certificate">Whom to judge.</param>
    /// <param name="usage">What the certificate must be good for.</param>
    /// <param name="intermediates">Untrusted by themselves: they may be links of the chain.</param>
    public PeerVerdict Recheck(
        X509Certificate2 certificate, PeerUsage usage, IEnumerable<X509Certificate2>? intermediates = null)
    {
        TrustSnapshot trust = store.Current;
        DateTimeOffset now = clock.GetUtcNow();
        (string, PeerUsage) key = (Thumbprints.OfCertificate(certificate), usage);
        if (Recall(key, trust, now) is { } known)
        {
            return known;
        }

        try
        {
            // A copy: the framework decodes extensions when first asked for, and another thread that asks meanwhile,
            // as with a node's own certificate, may see half of them (of the usages of a key none, say).
            using X509Certificate2 copy = X509CertificateLoader.LoadCertificate(certificate.RawDataMemory.Span);
            using X509Chain chain = new() { ChainPolicy = ChainPolicies.For(trust, usage, now) };
            chain.ChainPolicy.ExtraStore.AddRange((intermediates ?? []).Take(rules.MaxChainLength).ToArray());
            chain.Build(copy);
            PeerEvidence evidence = PeerEvidence.From(copy, chain);
            return Remember(key, trust, PeerDecision.Decide(evidence, trust, usage, rules, now), now);
        }
        catch (CryptographicException malformed)
        {
            // A signer's certificate comes in a message, where no handshake has looked at it before.
            return new PeerVerdict.Refused(
                PeerRefusal.Malformed, $"The certificate cannot be decoded: {malformed.Message}");
        }
    }

    private PeerVerdict.Trusted? Recall((string, PeerUsage) key, TrustSnapshot trust, DateTimeOffset now) =>
        _verdicts.TryGetValue(key, out Remembered? known) && known.Trust == trust && now <= known.Verdict.Until
            ? known.Verdict
            : null;

    private PeerVerdict Remember(
        (string, PeerUsage) key, TrustSnapshot trust, PeerVerdict verdict, DateTimeOffset now)
    {
        if (verdict is PeerVerdict.Trusted trusted && now <= trusted.Until)
        {
            if (_verdicts.Count >= MaxRemembered)
            {
                _verdicts.Clear();
            }

            _verdicts[key] = new Remembered(trust, trusted);
        }

        return verdict;
    }

    private sealed record Remembered(TrustSnapshot Trust, PeerVerdict.Trusted Verdict);
}
