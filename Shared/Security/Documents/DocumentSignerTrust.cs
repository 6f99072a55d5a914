using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Documents;

/// <summary>
/// Whether a signer is trusted as of the time of signing: the certificates must have been valid then. Who has been
/// revoked since is not trusted all the same, for nobody but the signer vouches for that time.
/// </summary>
public sealed class DocumentSignerTrust(TrustStore store, PeerRules rules, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public PeerVerdict Judge(
        X509Certificate2 signer, IEnumerable<X509Certificate2> others, DateTimeOffset signingTime)
    {
        var trust = store.Current;
        using var chain = new X509Chain();
        chain.ChainPolicy = ChainPolicies.For(trust, PeerUsage.Signer, signingTime);
        chain.ChainPolicy.ExtraStore.AddRange(others.Take(rules.MaxChainLength).ToArray());
        chain.Build(signer);
        return PeerDecision.Decide(
            PeerEvidence.From(signer, chain), trust, PeerUsage.Signer, rules, signingTime, listsAt: Now);
    }
}
