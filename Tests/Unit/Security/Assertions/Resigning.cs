using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Assertions;

/// <summary>Signs an assertion whatever it says, behind its first Issuer.</summary>
internal static class Resigning
{
    public static string Sign(string unsigned, string id, X509Certificate2 signer, SignatureMethod? method = null)
    {
        using var digest = new DigestWriter(HashAlgorithmName.SHA256);
        var assertion = NodeTree.Read(Encoding.UTF8.GetBytes(unsigned)).Root;
        new Canonicalizer(CanonicalMethod.Exclusive, digest).Write(assertion);
        var part = new SignedPart($"#{id}", digest.Finish())
        {
            IsEnveloped = true,
            Canonical = CanonicalMethod.Exclusive,
        };
        var signature = Encoding.UTF8.GetString(SignatureWriter.Write([part], signer, method));
        const string End = "</saml2:Issuer>";
        return unsigned.Insert(unsigned.IndexOf(End, StringComparison.Ordinal) + End.Length, signature);
    }
}
