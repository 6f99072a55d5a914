using System.Xml;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Documents;

/// <summary>
/// Reads a signature document (IHE DSG, ITI TF-3 §5.5): XAdES, with a manifest or an enveloped document.
/// </summary>
public static class DocumentSignatureReader
{
    private const int MaxCertificates = 10;

    /// <exception cref="UntrustedMessageException">Names what is not accepted.</exception>
    /// <exception cref="XmlException">It is not XML, or exceeds a limit.</exception>
    public static DocumentSignature Read(ReadOnlyMemory<byte> octets, DocumentSignatureRules rules)
    {
        var document = NodeTree.Read(octets, rules.SignatureLimits);
        if (!document.Root.Is(SignatureNames.Ds, "Signature"))
        {
            throw Malformed("the root element is not ds:Signature");
        }

        var signature = SignatureReader.Read(document.Root, DocumentSignatureRules.Algorithms);
        var certificates = KeyInfo.CertificatesIn(signature.KeyInfo);
        if (certificates.Count > MaxCertificates)
        {
            throw Malformed($"{certificates.Count} certificates; accepted: {MaxCertificates}");
        }

        var ids = new ElementIds(document);
        var targets = signature.References.Select(reference => TargetOf(reference, ids, document.Root)).ToList();
        var manifests = targets.Where(target => target.Is(SignatureNames.Ds, "Manifest")).ToList();
        if (manifests.Count > 1)
        {
            throw Malformed("more than one manifest is signed");
        }

        var properties = targets.Where(IsSignedProperties).ToList();
        return new DocumentSignature
        {
            Xml = signature,
            Signer = certificates.Count > 0 ? certificates[0] : null,
            OtherCertificates = [.. certificates.Skip(1)],
            Manifest = manifests.Count == 0 ? [] : ReadManifest(manifests[0], rules),
            Properties = XadesProperties.Read(properties.FirstOrDefault(), targets.Where(IsSignatureProperties)),
            IsEnveloping = targets.Exists(target => target.Is(SignatureNames.Ds, "Object")),
            Targets = targets,
            Gap = GapIn(document.Root, targets),
        };
    }

    /// <summary>An object of the signature itself: nothing else can be meant, wherever it was moved.</summary>
    private static ElementNode TargetOf(XmlReference reference, ElementIds ids, ElementNode signature)
    {
        var target = ids.Find(reference.Fragment
            ?? throw Malformed("the signature refers to something outside itself; documents stand in its manifest"));
        for (var element = target; element is not null; element = element.Parent)
        {
            if (element.Parent == signature && element.LocalName is "Object" or "KeyInfo")
            {
                return target!;
            }
        }

        throw Malformed("a reference of the signature leads to none of its objects");
    }

    private static List<ManifestReference> ReadManifest(ElementNode manifest, DocumentSignatureRules rules) =>
    [
        .. SignatureReader.ReadManifest(manifest, DocumentSignatureRules.Algorithms, rules.MaxReferences)
            .Select(reference => new ManifestReference(UniqueIdOf(reference.Uri), reference)),
    ];

    private static string UniqueIdOf(string? uri)
    {
        const string Prefix = "urn:oid:";
        return string.IsNullOrEmpty(uri)
            ? throw Malformed("a reference of the manifest names no document")
            : uri.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? uri[Prefix.Length..] : uri;
    }

    /// <summary>What stands in the signature as if it were signed, and is not.</summary>
    private static string? GapIn(ElementNode signature, List<ElementNode> targets)
    {
        var unsigned = signature.SelfAndDescendants().FirstOrDefault(element =>
            (element.Is(SignatureNames.Ds, "Manifest") || IsSignedProperties(element)) && !targets.Contains(element));
        return unsigned is null ? null : $"{unsigned.LocalName} is not covered by the signature";
    }

    private static bool IsSignedProperties(ElementNode element) =>
        element.LocalName == "SignedProperties" && XadesNames.IsXades(element.NamespaceUri);

    private static bool IsSignatureProperties(ElementNode element) =>
        element.NamespaceUri == SignatureNames.Ds && element.LocalName is "SignatureProperties" or "SignatureProperty";

    private static UntrustedMessageException Malformed(string reason) => new(SecurityFault.InvalidSecurity, reason);
}
