using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// Whose assertion it is said to be, and which of that issuer's certificates it is to be verified with. What stands in
/// KeyInfo is a hint: the certificate must be one that the issuer's own trust accepts.
/// </summary>
internal static class IssuerCheck
{
    private const int MaxCandidates = 16;
    private const int MaxCertificates = 8;

    public static void Check(AssertionCase it, AssertionIssuers issuers)
    {
        var possible = issuers.CandidatesFor(it.Content.Issuer);
        if (possible.Count == 0)
        {
            throw AssertionCase.Invalid($"the issuer {Quoted.Of(it.Content.Issuer.Value)} is not known");
        }

        it.Issuer = possible[0];
        var signature = it.Content.Signature ?? throw AssertionCase.Invalid("the assertion is not signed");
        var sent = CertificatesIn(signature);
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

    /// <summary>Runs behind the signature: the name of the certificate that did sign.</summary>
    public static void CheckSubject(AssertionCase it)
    {
        if (it.Signer is not { } signer)
        {
            return;
        }

        var subject = DistinguishedName.SubjectOf(signer);
        var issuer = it.Content.Issuer;
        if ((it.Rules.Issuer is null || it.Rules.Vihf is not null) && (issuer.Format != SamlNames.X509SubjectName
            || DistinguishedName.TryParse(issuer.Value)?.IsSame(subject) is not true))
        {
            throw AssertionCase.Invalid("Issuer is not the subject of the certificate that signed the assertion");
        }

        if (it.Rules.Subjects is { } subjects && !subjects.Any(subject.IsSame))
        {
            throw AssertionCase.NotAllowed("the certificate that signed the assertion is not one of the issuer's");
        }
    }

    private static IReadOnlyList<X509Certificate2> CertificatesIn(ElementNode signature)
    {
        var keyInfo = signature.ElementsOf(SignatureNames.Ds, "KeyInfo").FirstOrDefault();
        var count = keyInfo?.SelfAndDescendants().Count(element => element.LocalName == "X509Certificate");
        return count > MaxCertificates
            ? throw AssertionCase.Invalid($"KeyInfo has {count} certificates; accepted: {MaxCertificates}")
            : KeyInfo.CertificatesIn(keyInfo);
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
