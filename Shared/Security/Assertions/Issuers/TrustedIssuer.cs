using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Assertions.Issuers;

/// <summary>
/// An issuer with the certificates that sign for it: a trust of its own. Who may open a TLS connection may not
/// therefore issue assertions.
/// </summary>
public sealed class TrustedIssuer
{
    private readonly TrustStore _store;
    private readonly SignerTrust _trust;

    /// <exception cref="TrustException">The certificates cannot be used.</exception>
    public TrustedIssuer(AssertionIssuer rules, TimeProvider clock, Action<TrustAlarm> alarm)
    {
        Rules = rules;
        _store = new TrustStore(rules.Certificates, clock, alarm);
        _trust = new SignerTrust(_store, rules.Certificate, clock);
    }

    public AssertionIssuer Rules { get; }

    /// <summary>Certificates that are trusted one by one: a signature need not bring one of these along.</summary>
    public IEnumerable<X509Certificate2> Pinned => _store.Current.Pins.Values;

    /// <exception cref="UntrustedMessageException">
    /// The certificate does not sign for this issuer, or not now.
    /// </exception>
    public void Require(X509Certificate2 signer, IEnumerable<X509Certificate2> others) =>
        _trust.Require(signer, others);
}
