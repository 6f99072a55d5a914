using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Documents;

/// <summary>A document signature as read; nothing of it is verified by that.</summary>
public sealed record DocumentSignature
{
    public required XmlSignature Xml { get; init; }

    /// <summary>The certificate that says to have signed; null without one.</summary>
    public X509Certificate2? Signer { get; init; }

    /// <summary>Other certificates that came along: links of the chain, perhaps.</summary>
    public IReadOnlyList<X509Certificate2> OtherCertificates { get; init; } = [];

    /// <summary>What the manifest names; empty without one.</summary>
    public IReadOnlyList<ManifestReference> Manifest { get; init; } = [];

    public XadesProperties Properties { get; init; } = XadesProperties.None;

    /// <summary>An object with the document itself is signed.</summary>
    public bool IsEnveloping { get; init; }

    /// <summary>What each reference of the signature stands for, in their order.</summary>
    internal IReadOnlyList<ElementNode> Targets { get; init; } = [];

    /// <summary>Why what the signature covers is not what it must cover; null when it is.</summary>
    internal string? Gap { get; init; }
}

/// <summary>A document, or the submission set, in the manifest.</summary>
/// <param name="UniqueId">Without <c>urn:oid:</c>.</param>
public sealed record ManifestReference(string UniqueId, XmlReference Xml);
