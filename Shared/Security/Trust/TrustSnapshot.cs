using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>Whom we trust, as the trust folder said at one moment. A changed folder gives another.</summary>
public sealed class TrustSnapshot
{
    private readonly FrozenDictionary<string, ImmutableArray<RevocationList>> _revocationLists;
    private readonly FrozenSet<string> _authorityThumbprints;

    internal TrustSnapshot(
        IEnumerable<X509Certificate2> authorities,
        IEnumerable<X509Certificate2> pins,
        IEnumerable<RevocationList> revocationLists)
    {
        Authorities = [.. authorities];
        Pins = pins.DistinctBy(Thumbprints.OfCertificate).ToFrozenDictionary(Thumbprints.OfCertificate);
        _authorityThumbprints = Authorities.Select(Thumbprints.OfCertificate).ToFrozenSet();
        _revocationLists = revocationLists.GroupBy(list => list.IssuerKey)
            .ToFrozenDictionary(lists => lists.Key, lists => lists.ToImmutableArray());
    }

    /// <summary>Certificates of authorities: whoever chains to one of them is trusted.</summary>
    public ImmutableArray<X509Certificate2> Authorities { get; }

    /// <summary>Single certificates trusted as they are, by SHA-256 of their DER.</summary>
    public FrozenDictionary<string, X509Certificate2> Pins { get; }

    public IEnumerable<RevocationList> RevocationLists => _revocationLists.Values.SelectMany(lists => lists);

    public bool IsPinned(X509Certificate2 certificate) => Pins.ContainsKey(Thumbprints.OfCertificate(certificate));

    public bool IsAuthority(X509Certificate2 certificate) =>
        _authorityThumbprints.Contains(Thumbprints.OfCertificate(certificate));

    public ImmutableArray<RevocationList> RevocationListsOf(X509Certificate2 issuer) =>
        _revocationLists.GetValueOrDefault(Thumbprints.OfPublicKey(issuer), []);
}
