using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// Whose assertion it is said to be, and which of that issuer's certificates it is to be verified with. What stands in
/// KeyInfo is a hint: the certificate must be one that the issuer's own trust accepts.
/// </summary>
internal static class IssuerCheck
{
    private const int MaxCandidates = 16;

    public static void Check(AssertionCase it, AssertionIssuers issuers)
    {
        var possible = issuers.CandidatesFor(it.Content.Issuer);
        if (possible.Count == 0)
        {
            throw AssertionCase.Invalid($"the issuer {Quoted.Of(it.Content.Issuer.Value)} is not known");
        }

        it.Issuer = possible[0];
        var signature = it.Content.Signature ?? throw AssertionCase.Invalid("the assertion is not signed");
        var sent = KeyInfo.CertificatesIn(signature.ElementsOf(SignatureNames.Ds, "KeyInfo").FirstOrDefault());
        if (sent.Count == 0)
        {
            it.Candidates = Pinned(possible[0]);
            return;
        }

        UntrustedMessageException? refused = null;
        foreach (var issuer in possible)
        {
            try
            {
                issuer.Require(sent[0], sent.Skip(1));
                it.Issuer = issuer;
                it.Candidates = [sent[0]];
                return;
            }
            catch (UntrustedMessageException untrusted)
            {
                refused ??= untrusted;
            }
        }

        throw refused!;
    }

    /// <summary>A signature without certificate: the issuer's own, as far as they are good now.</summary>
    private static List<X509Certificate2> Pinned(TrustedIssuer issuer)
    {
        var good = new List<X509Certificate2>();
        UntrustedMessageException? refused = null;
        foreach (var pinned in issuer.Pinned.Take(MaxCandidates))
        {
            try
            {
                issuer.Require(pinned, []);
                good.Add(pinned);
            }
            catch (UntrustedMessageException untrusted)
            {
                refused = untrusted;
            }
        }

        return good.Count > 0 ? good : throw refused ?? new UntrustedMessageException(
            SecurityFault.SecurityTokenUnavailable, "the signature names no certificate, and none is pinned");
    }
}
