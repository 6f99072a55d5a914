using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Signatures;

/// <summary>
/// Whose signatures count: certificates that a trust folder accepts for signing. What a message carries of certificates
/// only helps to build the chain.
/// </summary>
public sealed class SignerTrust(TrustStore store, PeerRules rules, TimeProvider clock)
{
    private readonly PeerVerifier _verifier = new(store, rules, clock);

    /// <param name="signer">Whose key is said to have signed.</param>
    /// <param name="others">Intermediate certificates, as far as the message brought them.</param>
    /// <exception cref="UntrustedMessageException">Names why not, for log and audit trail.</exception>
    public void Require(X509Certificate2 signer, IEnumerable<X509Certificate2>? others = null)
    {
        if (Judge(signer, others) is PeerVerdict.Refused refused)
        {
            throw new UntrustedMessageException(
                SecurityFault.FailedAuthentication, $"the signer is not trusted: {refused.Text}");
        }

        DecodedCertificates.Remember(signer);
    }

    private PeerVerdict Judge(X509Certificate2 signer, IEnumerable<X509Certificate2>? others)
    {
        try
        {
            return _verifier.Recheck(signer, PeerUsage.Signer, others);
        }
        catch (CryptographicException malformed)
        {
            // Keys and extensions are decoded only when looked at, and the message brought them.
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurityToken, "the signer's certificate cannot be decoded", malformed);
        }
    }

    /// <summary>A trusted certificate, from the folder's pins, that matches; null when there is none.</summary>
    public X509Certificate2? FindPinned(Func<X509Certificate2, bool> matches) =>
        store.Current.Pins.Values.FirstOrDefault(matches);
}
