using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Signatures;

/// <summary>A small document whose element <c>part</c> is signed, and the two steps of verifying it.</summary>
internal static class SignedXmlText
{
    public const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    public const string Pss = "http://www.w3.org/2007/05/xmldsig-more#";
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

    public static readonly AlgorithmRules Lax = new() { AllowLegacy = true, ForDocuments = true };

    private const string Start =
        "<doc xmlns='urn:doc' xmlns:p='urn:p' xml:base='a/b'><part Id='p'>é <!-- c --><p:x b='1'/></part>";

    public static string Signed(X509Certificate2 signer, string method, CanonicalMethod? canonical = null)
    {
        var part = NodeTree.Read(Encoding.UTF8.GetBytes(Start + "</doc>")).Root.Elements.First();
        var signature = SignatureWriter.Write(
            [SignedPart.Of("#p", part, canonical)], signer, SignatureMethod.Accept(method, Lax));
        return Start + Encoding.UTF8.GetString(signature) + "</doc>";
    }

    public static string Template(
        string method, string digest = Sha256, string canonical = Exclusive, string transform = Exclusive) =>
        Start + $"<Signature xmlns='{SignatureNames.Ds}'><SignedInfo><CanonicalizationMethod Algorithm='{canonical}'/>"
        + $"<SignatureMethod Algorithm='{method}'/><Reference URI='#p'><Transforms><Transform Algorithm='{transform}'/>"
        + $"</Transforms><DigestMethod Algorithm='{digest}'/><DigestValue/></Reference></SignedInfo><SignatureValue/>"
        + "<KeyInfo/></Signature></doc>";

    public static XmlSignature Read(string xml, AlgorithmRules? rules = null) =>
        SignatureReader.Read(SignatureIn(NodeTree.Read(Encoding.UTF8.GetBytes(xml))), rules ?? Lax);

    public static void Verify(string xml, X509Certificate2 signer, AlgorithmRules? rules = null)
    {
        var document = NodeTree.Read(Encoding.UTF8.GetBytes(xml));
        var signature = SignatureReader.Read(SignatureIn(document), rules ?? Lax);
        SignatureVerifier.CheckValue(signature, signer);
        var ids = new ElementIds(document);
        foreach (var reference in signature.References)
        {
            SignatureVerifier.CheckDigest(reference, ids.Find(reference.Fragment!)!, signature.Element);
        }
    }

    private static ElementNode SignatureIn(NodeTree document) =>
        document.Root.SelfAndDescendants().First(element => element.Is(SignatureNames.Ds, "Signature"));
}
