using System.Globalization;
using System.Xml;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Documents;

/// <summary>What the signer says of the signature, as far as it is signed itself (XAdES §5.2).</summary>
public sealed record XadesProperties
{
    public static XadesProperties None { get; } = new();

    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>Digests of the certificate that signed, and of its issuers.</summary>
    public IReadOnlyList<CertificateDigest> Certificates { get; init; } = [];

    /// <summary>OID of the policy; empty when it is implied, null when nothing is said.</summary>
    public string? Policy { get; init; }

    /// <summary>OIDs of ASTM E1762: why the signer signed.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    public IReadOnlyList<string> Roles { get; init; } = [];

    internal static XadesProperties Read(ElementNode? signedProperties, IEnumerable<ElementNode> signatureProperties)
    {
        var named = signatureProperties.SelectMany(PurposesOf);
        if (signedProperties is null)
        {
            return None with { Purposes = [.. named.Distinct()] };
        }

        var all = signedProperties.SelfAndDescendants().Where(element => XadesNames.IsXades(element.NamespaceUri))
            .ToLookup(element => element.LocalName);
        return new XadesProperties
        {
            SigningTime = all["SigningTime"].Select(TimeOf).FirstOrDefault(),
            Certificates = [.. all["CertDigest"].Select(CertificateDigest.Read)],
            Policy = all["SignaturePolicyImplied"].Any() ? ""
                : all["SigPolicyId"].Select(id => Oid(IdentifierIn(id))).FirstOrDefault(),
            Purposes = [.. all["CommitmentTypeId"].Select(id => Oid(IdentifierIn(id))).Concat(named).Distinct()],
            Roles = [.. all["ClaimedRole"].Select(role => role.Text().Trim())],
        };
    }

    /// <summary>The property of the older DSG, which the DMP still has: the code as text.</summary>
    private static IEnumerable<string> PurposesOf(ElementNode properties) => properties.SelfAndDescendants()
        .Where(element => IsPurpose(element.Attribute("Id")) || IsPurpose(element.LocalName))
        .Select(element => Oid(element.Text())).Where(text => text.Length > 0);

    private static bool IsPurpose(string? name) =>
        string.Equals(name, "purposeOfSignature", StringComparison.OrdinalIgnoreCase);

    private static string IdentifierIn(ElementNode element) =>
        element.Elements.FirstOrDefault(child => child.LocalName == "Identifier")?.Text() ?? "";

    private static string Oid(string text)
    {
        const string Prefix = "urn:oid:";
        var trimmed = text.Trim();
        return trimmed.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? trimmed[Prefix.Length..] : trimmed;
    }

    /// <summary>Without a zone it is taken for UTC.</summary>
    private static DateTimeOffset? TimeOf(ElementNode element)
    {
        var text = element.Text().Trim();
        return text.Length <= 40 && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new XmlException("SigningTime is not a time");
    }
}

/// <summary>A digest that names a certificate.</summary>
public sealed record CertificateDigest(DigestMethod Method, byte[] Value)
{
    internal static CertificateDigest Read(ElementNode certDigest)
    {
        var method = certDigest.Elements.FirstOrDefault(child => child.LocalName == "DigestMethod");
        var value = certDigest.Elements.FirstOrDefault(child => child.LocalName == "DigestValue")
            ?? throw new XmlException("CertDigest has no DigestValue");
        return new CertificateDigest(
            DigestMethod.Accept(method?.Attribute("Algorithm"), DocumentSignatureRules.Algorithms),
            SignatureReader.Octets(value));
    }
}
