using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Signatures;

/// <summary>A <c>ds:Signature</c> as read: every algorithm in it is an accepted one; nothing is verified yet.</summary>
/// <param name="Element">The signature itself.</param>
/// <param name="SignedInfo">What the value is over.</param>
/// <param name="Canonical">The canonical form of <paramref name="SignedInfo"/>.</param>
/// <param name="Method">How the value was made.</param>
/// <param name="References">What is signed, at least one.</param>
/// <param name="Value">The octets of <c>ds:SignatureValue</c>.</param>
public sealed record XmlSignature(
    ElementNode Element,
    ElementNode SignedInfo,
    CanonicalMethod Canonical,
    SignatureMethod Method,
    IReadOnlyList<XmlReference> References,
    byte[] Value)
{
    /// <summary>A hint as to whose key it was; never trusted.</summary>
    public ElementNode? KeyInfo { get; init; }

    public IReadOnlyList<ElementNode> Objects { get; init; } = [];

    /// <summary><c>ds:SignatureValue</c> itself, which a confirmation or a reference may name.</summary>
    public required ElementNode ValueElement { get; init; }
}

/// <summary>One <c>ds:Reference</c>, of a signature or of a manifest.</summary>
/// <param name="Element">The reference itself.</param>
/// <param name="Uri">As written; null when the attribute is missing.</param>
/// <param name="Digest">How <paramref name="Value"/> was made.</param>
/// <param name="Value">The digest; of the right length.</param>
public sealed record XmlReference(ElementNode Element, string? Uri, DigestMethod Digest, byte[] Value)
{
    /// <summary>The signature itself is left out of what is digested.</summary>
    public bool IsEnveloped { get; init; }

    /// <summary>The text of the element is base64, and its octets are what is digested.</summary>
    public bool IsBase64 { get; init; }

    /// <summary>A wsse:SecurityTokenReference stands for its token (WSS 1.1 §8.3, STR Dereference Transform).</summary>
    public bool IsTokenReference { get; init; }

    /// <summary>Null when no transform names one.</summary>
    public CanonicalMethod? Canonical { get; init; }

    /// <summary><c>Type</c>: what the thing referred to is.</summary>
    public string? Type => Element.Attribute("Type");

    /// <summary>The identifier within the document; null for any other kind of URI.</summary>
    public string? Fragment => Uri is ['#', _, ..] ? Uri[1..] : null;
}
