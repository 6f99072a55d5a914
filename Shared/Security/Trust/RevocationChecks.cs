using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>
/// Looks the links of a chain up in the revocation lists of the trust folder. The framework's own revocation check
/// would read a cache of its own or call addresses named in the certificate; neither may happen in a handshake.
/// </summary>
internal static class RevocationChecks
{
    public static PeerVerdict Apply(
        PeerVerdict.Trusted verdict, PeerEvidence evidence, TrustSnapshot trust, PeerRules rules, DateTimeOffset now)
    {
        DateTimeOffset until = verdict.Until;
        for (int i = 0; i + 1 < evidence.Chain.Length; i++)
        {
            (X509Certificate2 link, X509Certificate2 issuer) = (evidence.Chain[i], evidence.Chain[i + 1]);
            ImmutableArray<RevocationList> lists = trust.RevocationListsOf(issuer);

            // A stale list still tells who was revoked: that does not come undone.
            if (lists.Any(list => list.Revokes(link.SerialNumberBytes.Span)))
            {
                return new PeerVerdict.Refused(
                    PeerRefusal.Revoked,
                    $"{Printable.Of(link.Subject)} was revoked by {Printable.Of(issuer.Subject)}.");
            }

            RevocationList? current = lists.Where(list => list.IsCurrent(now)).MaxBy(list => list.NextUpdate);
            if (current is not null)
            {
                until = current.NextUpdate < until ? current.NextUpdate : until;
            }
            else if (MustRefuse(lists, verdict, rules))
            {
                return new PeerVerdict.Refused(
                    PeerRefusal.RevocationUnknown,
                    $"No current revocation list of {Printable.Of(issuer.Subject)} is in the trust folder.");
            }
        }

        return verdict with { Until = until };
    }

    private static bool MustRefuse(ImmutableArray<RevocationList> lists, PeerVerdict.Trusted verdict, PeerRules rules)
    {
        // A pinned certificate is trusted whatever its authority is, known or not, so nobody owes us a list for it.
        RevocationFallback fallback = lists.IsEmpty
            ? rules.WhenRevocationListIsMissing
            : rules.WhenRevocationListIsStale;
        return fallback == RevocationFallback.Refuse && !(verdict.IsPinned && lists.IsEmpty);
    }
}
