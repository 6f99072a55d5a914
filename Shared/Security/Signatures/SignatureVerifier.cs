using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Signatures;

/// <summary>
/// Verifies the two halves of a signature (XML Signature 1.1 §3.2): the value over SignedInfo with a key that somebody
/// else has found trusted, and each digest over an element that somebody else has found to be the right one.
/// </summary>
public static class SignatureVerifier
{
    /// <exception cref="UntrustedMessageException">The value was not made by this certificate's key.</exception>
    public static void CheckValue(XmlSignature signature, X509Certificate2 signer)
    {
        var signed = new ArrayBufferWriter<byte>(1024);
        new Canonicalizer(signature.Canonical, signed).Write(signature.SignedInfo);
        if (!Verifies(signature, signer, signed.WrittenSpan))
        {
            throw new UntrustedMessageException(
                SecurityFault.FailedCheck, "the signature value does not verify with the signer's key");
        }
    }

    /// <summary>Digests an element as its reference asks and compares.</summary>
    /// <param name="reference">What the signature says.</param>
    /// <param name="target">What it is about: an element at a place that the caller has checked.</param>
    /// <param name="signature">Left out when the reference is enveloped.</param>
    /// <exception cref="UntrustedMessageException">It is not what was signed.</exception>
    public static void CheckDigest(XmlReference reference, ElementNode target, ElementNode? signature = null)
    {
        if (!DigestOf(reference, target, signature).AsSpan().SequenceEqual(reference.Value))
        {
            throw Differs(reference);
        }
    }

    public static UntrustedMessageException Differs(XmlReference reference) => new(
        SecurityFault.FailedCheck, $"the digest of {Quoted.Of(reference.Uri)} is another than the signature says");

    /// <summary>The digest of an element by the algorithms of a reference.</summary>
    public static byte[] DigestOf(XmlReference reference, ElementNode target, ElementNode? signature = null)
    {
        using var digest = new DigestWriter(reference.Digest.Hash);
        if (reference.IsBase64)
        {
            digest.Write(SignatureReader.Octets(target));
        }
        else
        {
            // Without a transform the input is the inclusive form (XML Signature 1.1 §4.4.3.2): not for us to guess.
            var method = reference.Canonical ?? throw new UntrustedMessageException(
                SecurityFault.UnsupportedAlgorithm,
                    $"the reference {Quoted.Of(reference.Uri)} names no canonical form");
            // A reference to an identifier selects no comments, whatever the form would do with them (§4.4.3.3).
            new Canonicalizer(method with { WithComments = false }, digest)
            {
                Omits = element => reference.IsEnveloped && element == signature,
                IsTokenDereferenced = reference.IsTokenReference,
            }.Write(target);
        }

        return digest.Finish();
    }

    private static bool Verifies(XmlSignature signature, X509Certificate2 signer, ReadOnlySpan<byte> signed)
    {
        try
        {
            return signature.Method.Verifies(signer, signed, signature.Value);
        }
        catch (CryptographicException)
        {
            return false; // A key or value that cannot even be decoded.
        }
    }
}
