using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;
using XdsDmp.Xml.Canonical;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// The enveloped signature (SAML 2.0 Core §5.4): over this very element and nothing else, so that nothing can be
/// wrapped around it.
/// </summary>
internal static class SignatureCheck
{
    public static void Check(AssertionCase it, AssertionMemory memory)
    {
        var signature = Read(it);
        it.Digest = DigestOf(it.Content, signature.References[0].Canonical!);
        if (memory.SignerOf(it.Digest, it.Now) is { } known
            && it.Candidates.FirstOrDefault(one => Thumbprints.OfCertificate(one) == known) is { } again)
        {
            it.Signer = again;
            return;
        }

        var signer = SignerOf(signature, it.Candidates);
        SignatureVerifier.CheckDigest(signature.References[0], it.Content.Element, signature.Element);
        it.Signer = signer;
    }

    private static XmlSignature Read(AssertionCase it)
    {
        var content = it.Content;
        if (!IsName(content.Id) || it.Context.Ids.Find(content.Id) != content.Element)
        {
            throw AssertionCase.Invalid($"the identifier {Quoted.Of(content.Id)} does not name the assertion alone");
        }

        var element = content.Signature ?? throw AssertionCase.Invalid("the assertion is not signed");
        var rules = AlgorithmRules.Strict with { AllowLegacy = it.Rules.AllowsLegacyAlgorithms };
        var signature = SignatureReader.Read(element, rules, maxReferences: 1);
        var reference = signature.References[0];
        if (reference.Fragment != content.Id)
        {
            throw AssertionCase.Invalid("the signature is about something else than the assertion around it");
        }

        if (!reference.IsEnveloped || reference.Canonical?.Form != CanonicalForm.Exclusive)
        {
            throw new UntrustedMessageException(
                SecurityFault.UnsupportedAlgorithm,
                "the assertion's signature must have the transforms enveloped and exclusive canonical form");
        }

        return signature.Objects.Count == 0
            ? signature
            : throw AssertionCase.Invalid("the assertion's signature holds objects");
    }

    private static X509Certificate2 SignerOf(XmlSignature signature, IReadOnlyList<X509Certificate2> candidates)
    {
        foreach (var candidate in candidates.SkipLast(1))
        {
            try
            {
                SignatureVerifier.CheckValue(signature, candidate);
                return candidate;
            }
            catch (UntrustedMessageException)
            {
                // Another one of the issuer's certificates may have signed.
            }
        }

        SignatureVerifier.CheckValue(signature, candidates[^1]);
        return candidates[^1];
    }

    /// <summary>With the namespaces that the signature lists: what is remembered must be what was signed.</summary>
    private static string DigestOf(AssertionContent content, CanonicalMethod form)
    {
        using var digest = new DigestWriter(HashAlgorithmName.SHA256);
        new Canonicalizer(form with { WithComments = false }, digest).Write(content.Element);
        return Convert.ToHexString(digest.Finish());
    }

    private static bool IsName(string id)
    {
        try
        {
            return XmlConvert.VerifyNCName(id).Length > 0;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
