using System.Buffers;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Xml;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Signatures;

/// <summary>What a new signature shall cover.</summary>
/// <param name="Uri">As the reference will say, for instance <c>#body</c>.</param>
/// <param name="Digest">Of the canonical form, or of the octets.</param>
public sealed record SignedPart(string Uri, byte[] Digest)
{
    public DigestMethod Method { get; init; } = DigestMethod.Sha256;

    public CanonicalMethod? Canonical { get; init; }

    public bool IsEnveloped { get; init; }

    public bool IsBase64 { get; init; }

    /// <summary><c>Type</c> of the reference.</summary>
    public string? Type { get; init; }

    /// <summary>An element, cut out of its document by an exclusive canonical form.</summary>
    public static SignedPart Of(string uri, ElementNode element, CanonicalMethod? canonical = null)
    {
        canonical ??= CanonicalMethod.Exclusive;
        using var digest = new DigestWriter(DigestMethod.Sha256.Hash);
        new Canonicalizer(canonical with { WithComments = false }, digest).Write(element);
        return new SignedPart(uri, digest.Finish()) { Canonical = canonical };
    }
}

/// <summary>Makes a <c>ds:Signature</c> over parts whose digests are known.</summary>
public static class SignatureWriter
{
    /// <param name="parts">What is signed.</param>
    /// <param name="signer">Certificate with its private key.</param>
    /// <param name="method">Null: what suits the key.</param>
    /// <param name="content">KeyInfo and Objects, and the signature's identifier.</param>
    /// <returns>The element as UTF-8; it declares the prefix <c>ds</c>.</returns>
    public static byte[] Write(
        IReadOnlyList<SignedPart> parts, X509Certificate2 signer, SignatureMethod? method = null,
        SignatureContent? content = null) => Write(parts, signer, method, content, out _);

    /// <param name="parts">What is signed.</param>
    /// <param name="signer">Certificate with its private key.</param>
    /// <param name="method">Null: what suits the key.</param>
    /// <param name="content">KeyInfo and Objects, and the signature's identifier.</param>
    /// <param name="value">The octets of the SignatureValue.</param>
    /// <returns>The element as UTF-8; it declares the prefix <c>ds</c>.</returns>
    public static byte[] Write(
        IReadOnlyList<SignedPart> parts, X509Certificate2 signer, SignatureMethod? method, SignatureContent? content,
        out byte[] value)
    {
        content ??= new SignatureContent { KeyInfo = KeyInfo.Certificate(signer) };
        method ??= SignatureMethod.For(signer);
        var signedInfo = SignedInfo(parts, method, content.SignedInfoForm);
        value = method.Sign(signer, CanonicalSignedInfo(signedInfo, content.SignedInfoForm).Span);

        var output = new ArrayBufferWriter<byte>(2048);
        var xml = new Utf8XmlWriter(output);
        xml.Start("ds:Signature"u8).Attribute("xmlns:ds"u8, SignatureNames.Ds).Attribute("Id"u8, content.Id)
            .Raw(signedInfo)
            .Start("ds:SignatureValue"u8).Attribute("Id"u8, content.ValueId)
            .Text(Convert.ToBase64String(value)).End("ds:SignatureValue"u8)
            .Raw(content.KeyInfo.Span).Raw(content.Objects.Span)
            .End("ds:Signature"u8);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] SignedInfo(
        IReadOnlyList<SignedPart> parts, SignatureMethod method, CanonicalMethod form)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var xml = new Utf8XmlWriter(output);
        xml.Start("ds:SignedInfo"u8);
        Algorithm(xml, "ds:CanonicalizationMethod"u8, form.Uri);
        Algorithm(xml, "ds:SignatureMethod"u8, method.Uri);
        foreach (var part in parts)
        {
            WriteReference(xml, part);
        }

        xml.End("ds:SignedInfo"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A reference as it stands in SignedInfo or a Manifest; the prefix <c>ds</c> is in scope.</summary>
    public static void WriteReference(Utf8XmlWriter xml, SignedPart part)
    {
        xml.Start("ds:Reference"u8).Attribute("URI"u8, part.Uri).Attribute("Type"u8, part.Type);
        string[] transforms =
        [
            .. part.IsEnveloped ? [SignatureNames.Enveloped] : Array.Empty<string>(),
            .. part.IsBase64 ? [SignatureNames.Base64] : Array.Empty<string>(),
            .. part.Canonical is { } canonical ? [canonical.Uri] : Array.Empty<string>(),
        ];
        if (transforms.Length > 0)
        {
            xml.Start("ds:Transforms"u8);
            foreach (var transform in transforms)
            {
                Algorithm(xml, "ds:Transform"u8, transform);
            }

            xml.End("ds:Transforms"u8);
        }

        Algorithm(xml, "ds:DigestMethod"u8, part.Method.Uri);
        xml.Element("ds:DigestValue"u8, Convert.ToBase64String(part.Digest)).End("ds:Reference"u8);
    }

    // In the signature no other namespace is in scope than what the root declares, whatever the form.
    private static ReadOnlyMemory<byte> CanonicalSignedInfo(byte[] signedInfo, CanonicalMethod form)
    {
        var canonical = new ArrayBufferWriter<byte>(signedInfo.Length + 128);
        if (form == CanonicalMethod.Exclusive)
        {
            OctetCanonicalizer.Write(signedInfo, [new NamespaceDeclaration("ds", SignatureNames.Ds)], canonical);
            return canonical.WrittenMemory;
        }

        var framed = new ArrayBufferWriter<byte>(signedInfo.Length + 128);
        new Utf8XmlWriter(framed).Start("ds:Signature"u8).Attribute("xmlns:ds"u8, SignatureNames.Ds).Raw(signedInfo)
            .End("ds:Signature"u8);
        new Canonicalizer(form, canonical).Write(NodeTree.Read(framed.WrittenMemory).Root.Elements.First());
        return canonical.WrittenMemory;
    }

    private static void Algorithm(Utf8XmlWriter xml, ReadOnlySpan<byte> name, string uri) =>
        xml.Start(name).Attribute("Algorithm"u8, uri).End(name);
}

/// <summary>
/// What stands in a new signature beside value and references; ready-made, with the prefix <c>ds</c>.
/// </summary>
public sealed record SignatureContent
{
    public string? Id { get; init; }

    public string? ValueId { get; init; }

    public CanonicalMethod SignedInfoForm { get; init; } = CanonicalMethod.Exclusive;

    public ReadOnlyMemory<byte> KeyInfo { get; init; }

    public ReadOnlyMemory<byte> Objects { get; init; }
}
