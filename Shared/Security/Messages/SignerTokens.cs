using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Messages;

/// <summary>
/// Finds the certificate that a message's KeyInfo means (WSS X.509 Token Profile 1.1 §3.2). It is a hint: whether it
/// may sign is for <see cref="SignerTrust"/> to say.
/// </summary>
internal sealed class SignerTokens(SecuredEnvelope envelope, SignerTrust trust)
{
    private const string Ds = SignatureNames.Ds;
    private const int MaxPathCertificates = 8;

    /// <summary>The signer first, then what else of its chain the message brings.</summary>
    /// <exception cref="UntrustedMessageException">There is no such certificate.</exception>
    public IReadOnlyList<X509Certificate2> Find(ElementNode? keyInfo)
    {
        var child = keyInfo?.Elements.FirstOrDefault()
            ?? throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, "the signature does not name its key");
        if (child.Is(Ds, "X509Data"))
        {
            return FromX509Data(child);
        }

        if (!child.Is(WssNames.Security, "SecurityTokenReference"))
        {
            throw Unsupported($"KeyInfo holds {Quoted.Of(child.LocalName)}");
        }

        var reference = child.Elements.FirstOrDefault();
        return reference switch
        {
            { LocalName: "Reference" } => FromToken(reference.Attribute("URI")),
            { LocalName: "KeyIdentifier" } => [ByIdentifier(reference)],
            { LocalName: "X509Data" } => FromX509Data(reference),
            _ => throw Unsupported($"the SecurityTokenReference holds {Quoted.Of(reference?.LocalName)}"),
        };
    }

    /// <summary>The element that a SecurityTokenReference stands for, when a signature covers that.</summary>
    public ElementNode Dereference(ElementNode tokenReference)
    {
        var inner = tokenReference.Elements.FirstOrDefault();
        var id = inner switch
        {
            { LocalName: "Reference" } when inner.Attribute("URI") is ['#', .. var fragment] => fragment,
            { LocalName: "KeyIdentifier" } when inner.Attribute("ValueType") == WssNames.SamlId => inner.Text().Trim(),
            _ => throw Unsupported("a SecurityTokenReference that is signed does not lead to a token of this message"),
        };
        var token = envelope.Ids.Find(id);
        return token is not null && (token == envelope.Assertion || envelope.Tokens.Contains(token))
            ? token
            : throw Unavailable(id);
    }

    private List<X509Certificate2> FromToken(string? uri)
    {
        var id = uri is ['#', _, ..] ? uri[1..] : throw Unsupported($"the token reference is {Quoted.Of(uri)}");
        var token = envelope.Ids.Find(id);
        if (token is null || !envelope.Tokens.Contains(token))
        {
            throw Unavailable(id);
        }

        var content = SignatureReader.Octets(token);
        return token.Attribute("ValueType") switch
        {
            WssNames.PkiPathToken => FromPath(content),
            null or WssNames.X509Token => [KeyInfo.Decode(content)],
            var other => throw Unsupported($"the ValueType of the token is {Quoted.Of(other)}"),
        };
    }

    // RFC 4158: the path begins at the authority.
    private static List<X509Certificate2> FromPath(byte[] path)
    {
        try
        {
            var reader = new AsnReader(path, AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            var found = new List<X509Certificate2>();
            while (sequence.HasData && found.Count < MaxPathCertificates)
            {
                found.Insert(0, KeyInfo.Decode(sequence.ReadEncodedValue().ToArray()));
            }

            return found.Count > 0 ? found : throw new CryptographicException("an empty path");
        }
        catch (Exception broken) when (broken is CryptographicException or AsnContentException)
        {
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurityToken, "the certification path cannot be decoded", broken);
        }
    }

    private List<X509Certificate2> FromX509Data(ElementNode data)
    {
        var certificates = data.ElementsOf(Ds, "X509Certificate")
            .Take(MaxPathCertificates).Select(e => KeyInfo.Decode(SignatureReader.Octets(e))).ToList();
        if (certificates.Count > 0)
        {
            return certificates;
        }

        if (data.ElementsOf(Ds, "X509IssuerSerial").FirstOrDefault() is { } serial)
        {
            return [ByIssuerAndSerial(serial)];
        }

        return data.ElementsOf(Ds, "X509SKI").FirstOrDefault() is { } ski
            ? [Known(HasKeyIdentifier(SignatureReader.Octets(ski)))]
            : throw Unsupported("X509Data names the certificate in no way that we know");
    }

    private X509Certificate2 ByIdentifier(ElementNode identifier)
    {
        var type = identifier.Attribute("ValueType");
        return type switch
        {
            WssNames.SubjectKeyIdentifier => Known(HasKeyIdentifier(SignatureReader.Octets(identifier))),
            WssNames.ThumbprintSha1 => Known(HasThumbprint(SignatureReader.Octets(identifier))),
            WssNames.X509Token => KeyInfo.Decode(SignatureReader.Octets(identifier)),
            _ => throw Unsupported($"the ValueType of the KeyIdentifier is {Quoted.Of(type)}"),
        };
    }

    private X509Certificate2 ByIssuerAndSerial(ElementNode issuerSerial)
    {
        var name = issuerSerial.ElementsOf(Ds, "X509IssuerName").FirstOrDefault()?.Text().Trim() ?? "";
        var serial = issuerSerial.ElementsOf(Ds, "X509SerialNumber").FirstOrDefault()?.Text().Trim() ?? "";
        return BigInteger.TryParse(serial, out var number)
            ? Known(certificate => SerialOf(certificate) == number && IsNamed(certificate.IssuerName, name))
            : throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, $"the serial number {Quoted.Of(serial)} is no number");
    }

    private static BigInteger SerialOf(X509Certificate2 certificate) =>
        new(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);

    private static bool IsNamed(X500DistinguishedName issuer, string name)
    {
        try
        {
            return issuer.Name == name || issuer.RawData.AsSpan().SequenceEqual(
                new X500DistinguishedName(name, X500DistinguishedNameFlags.Reversed).RawData)
                || issuer.RawData.AsSpan().SequenceEqual(new X500DistinguishedName(name).RawData);
        }
        catch (CryptographicException)
        {
            return false; // No distinguished name at all.
        }
    }

    private static Func<X509Certificate2, bool> HasKeyIdentifier(byte[] identifier) => certificate =>
        certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>()
            .Any(extension => extension.SubjectKeyIdentifierBytes.Span.SequenceEqual(identifier));

    // The profile fixes SHA-1 for this name of a certificate; what it names is trusted by other means.
#pragma warning disable CA5350
    private static Func<X509Certificate2, bool> HasThumbprint(byte[] thumbprint) => certificate =>
        SHA1.HashData(certificate.RawDataMemory.Span).AsSpan().SequenceEqual(thumbprint);
#pragma warning restore CA5350

    /// <summary>
    /// Names without a certificate lead to one that the message carries, or that the trust folder pins.
    /// </summary>
    private X509Certificate2 Known(Func<X509Certificate2, bool> matches) =>
        envelope.Tokens.Where(token => token.Attribute("ValueType") is null or WssNames.X509Token)
            .Select(token => KeyInfo.Decode(SignatureReader.Octets(token))).FirstOrDefault(matches)
        ?? trust.FindPinned(matches)
        ?? throw new UntrustedMessageException(
            SecurityFault.SecurityTokenUnavailable, "the certificate that KeyInfo names is not known here");

    private static UntrustedMessageException Unavailable(string id) =>
        new(SecurityFault.SecurityTokenUnavailable, $"there is no token {Quoted.Of(id)} in wsse:Security");

    private static UntrustedMessageException Unsupported(string reason) =>
        new(SecurityFault.UnsupportedSecurityToken, reason);
}
