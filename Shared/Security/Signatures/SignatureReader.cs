using XdsDmp.Security.Messages;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Signatures;

/// <summary>
/// Reads a <c>ds:Signature</c> (XML Signature 1.1 §4) strictly: the order of the schema, no element that we do not
/// know, no algorithm and no transform beyond the accepted ones.
/// </summary>
public static class SignatureReader
{
    public const int MaxReferences = 32;
    public const string TokenTransform =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform";

    private const string Ds = SignatureNames.Ds;
    private const string WsSecurity = WssNames.Security;

    /// <param name="signature">The element.</param>
    /// <param name="rules">What may be relaxed.</param>
    /// <param name="maxReferences">Most references of one signature or manifest.</param>
    /// <exception cref="UntrustedMessageException">Names what is not accepted.</exception>
    public static XmlSignature Read(ElementNode signature, AlgorithmRules rules, int maxReferences = MaxReferences)
    {
        var parts = new ElementSequence(signature);
        var signedInfo = parts.One(Ds, "SignedInfo");
        var value = parts.One(Ds, "SignatureValue");
        var keyInfo = parts.Optional(Ds, "KeyInfo");
        var objects = parts.Many(Ds, "Object");
        parts.End();

        var inner = new ElementSequence(signedInfo);
        var canonical = CanonicalOf(inner.One(Ds, "CanonicalizationMethod"), rules);
        var method = inner.One(Ds, "SignatureMethod");
        var accepted = SignatureMethod.Accept(method.Attribute("Algorithm"), rules);
        if (method.Elements.Any())
        {
            throw Unsupported($"the signature method {accepted.Uri} has parameters");
        }

        var references = ReadReferences(inner, rules, maxReferences, Octets);
        return new XmlSignature(signature, signedInfo, canonical, accepted, references, Octets(value))
        {
            KeyInfo = keyInfo,
            Objects = objects,
            ValueElement = value,
        };
    }

    /// <summary>
    /// The references of a <c>ds:Manifest</c>. A digest there may be a placeholder and no base64 (<c>0</c>, ITI TF-3
    /// §5.5): then it has no octets, and is the digest of nothing.
    /// </summary>
    public static IReadOnlyList<XmlReference> ReadManifest(
        ElementNode manifest, AlgorithmRules rules, int maxReferences) =>
        ReadReferences(new ElementSequence(manifest), rules, maxReferences, PlaceholderOrOctets);

    /// <summary>The octets of a base64 value.</summary>
    internal static byte[] Octets(ElementNode element)
    {
        if (element.Elements.Any())
        {
            throw Malformed($"{element.LocalName} holds elements");
        }

        try
        {
            return Convert.FromBase64String(element.Text());
        }
        catch (FormatException broken)
        {
            throw new UntrustedMessageException(
                SecurityFault.FailedCheck, $"{element.LocalName} is not base64", broken);
        }
    }

    private static byte[] PlaceholderOrOctets(ElementNode element) =>
        element.Text().Trim() == "0" ? [] : Octets(element);

    private static List<XmlReference> ReadReferences(
        ElementSequence parts, AlgorithmRules rules, int maxReferences, Func<ElementNode, byte[]> octets)
    {
        var elements = parts.Many(Ds, "Reference");
        parts.End();
        return elements.Count is 0 || elements.Count > maxReferences
            ? throw Malformed($"{elements.Count} references; accepted: 1 to {maxReferences}")
            : [.. elements.Select(element => ReadReference(element, rules, octets))];
    }

    private static XmlReference ReadReference(
        ElementNode element, AlgorithmRules rules, Func<ElementNode, byte[]> octets)
    {
        var parts = new ElementSequence(element);
        var transforms = parts.Optional(Ds, "Transforms");
        var digest = DigestMethod.Accept(parts.One(Ds, "DigestMethod").Attribute("Algorithm"), rules);
        var value = octets(parts.One(Ds, "DigestValue"));
        parts.End();
        var reference = new XmlReference(element, element.Attribute("URI"), digest, value);
        return transforms is null ? reference : WithTransforms(reference, transforms, rules);
    }

    private static XmlReference WithTransforms(XmlReference reference, ElementNode transforms, AlgorithmRules rules)
    {
        var steps = transforms.Elements.ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            var algorithm = steps[i].Is(Ds, "Transform") ? steps[i].Attribute("Algorithm") : null;
            reference = algorithm switch
            {
                SignatureNames.Enveloped when i == 0 => reference with { IsEnveloped = true },
                SignatureNames.Base64 when steps.Count == 1 && rules.ForDocuments => reference with { IsBase64 = true },
                TokenTransform when steps.Count == 1 => reference with
                {
                    IsTokenReference = true,
                    Canonical = TokenCanonicalOf(steps[i], rules),
                },
                _ when i == steps.Count - 1 && CanonicalMethod.Find(algorithm) is not null =>
                    reference with { Canonical = CanonicalOf(steps[i], rules) },
                _ => throw Unsupported($"the transform {Quoted.Of(algorithm)} is not accepted as step {i + 1}"),
            };
        }

        return reference;
    }

    private static CanonicalMethod TokenCanonicalOf(ElementNode transform, AlgorithmRules rules)
    {
        var parts = new ElementSequence(transform);
        var inner = new ElementSequence(parts.One(WsSecurity, "TransformationParameters"));
        return CanonicalOf(inner.One(Ds, "CanonicalizationMethod"), rules);
    }

    private static CanonicalMethod CanonicalOf(ElementNode element, AlgorithmRules rules)
    {
        var uri = element.Attribute("Algorithm");
        var method = CanonicalMethod.Find(uri);
        var isAccepted = method?.Form switch
        {
            CanonicalForm.Exclusive => true,
            CanonicalForm.Inclusive11 => rules.ForDocuments,
            CanonicalForm.Inclusive10 => rules.AllowLegacy || rules.ForDocuments,
            _ => false,
        };
        if (!isAccepted)
        {
            throw Unsupported($"the canonical form {Quoted.Of(uri)} is not accepted");
        }

        var parts = new ElementSequence(element);
        var list = parts.Optional(SignatureNames.ExclusiveC14N, "InclusiveNamespaces");
        parts.End();
        return list is null || method!.Form != CanonicalForm.Exclusive
            ? method!
            : method with { InclusivePrefixes = PrefixesOf(list) };
    }

    private static string[] PrefixesOf(ElementNode list) =>
    [
        .. (list.Attribute("PrefixList") ?? "").Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(prefix => prefix == "#default" ? "" : prefix).Distinct(),
    ];

    private static UntrustedMessageException Unsupported(string reason) =>
        new(SecurityFault.UnsupportedAlgorithm, reason);

    private static UntrustedMessageException Malformed(string reason) => new(SecurityFault.InvalidSecurity, reason);
}
