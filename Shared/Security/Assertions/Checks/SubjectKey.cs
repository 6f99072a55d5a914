using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// Compares the key that an assertion is bound to with the one that the sender has shown: what counts is the public
/// key, in whichever form of KeyInfo (XML Signature 1.1 §4.5) it is written.
/// </summary>
internal static class SubjectKey
{
    private const string Ds = SignatureNames.Ds;
    private const string Ds11 = "http://www.w3.org/2009/xmldsig11#";

    /// <exception cref="UntrustedMessageException">The key cannot be decoded.</exception>
    public static bool Is(ElementNode keyInfo, X509Certificate2 shown)
    {
        var spki = shown.PublicKey.ExportSubjectPublicKeyInfo();
        if (KeyInfo.CertificatesIn(keyInfo).Take(1).Any(
            certificate => certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(spki)))
        {
            return true;
        }

        var values = keyInfo.ElementsOf(Ds, "KeyValue").ToList();
        return values.SelectMany(value => value.ElementsOf(Ds, "RSAKeyValue")).Any(key => IsRsa(key, shown))
            || values.SelectMany(value => value.ElementsOf(Ds11, "ECKeyValue")).Any(key => IsCurve(key, shown))
            || keyInfo.ElementsOf(Ds11, "DEREncodedKeyValue")
                .Any(key => SignatureReader.Octets(key).AsSpan().SequenceEqual(spki));
    }

    private static bool IsRsa(ElementNode key, X509Certificate2 shown)
    {
        using var rsa = shown.GetRSAPublicKey();
        if (rsa is null)
        {
            return false;
        }

        var mine = rsa.ExportParameters(includePrivateParameters: false);
        return Number(key, "Modulus") == Number(mine.Modulus!) && Number(key, "Exponent") == Number(mine.Exponent!);
    }

    private static bool IsCurve(ElementNode key, X509Certificate2 shown)
    {
        var curve = key.ElementsOf(Ds11, "NamedCurve").FirstOrDefault()?.Attribute("URI");
        var point = key.ElementsOf(Ds11, "PublicKey").FirstOrDefault();
        return point is not null && curve is not null && curve == $"urn:oid:{CurveOf(shown)}"
            && SignatureReader.Octets(point).AsSpan().SequenceEqual(shown.PublicKey.EncodedKeyValue.RawData);
    }

    private static string? CurveOf(X509Certificate2 shown)
    {
        try
        {
            using var key = shown.GetECDsaPublicKey();
            return key is null ? null : new AsnReader(
                shown.PublicKey.EncodedParameters?.RawData, AsnEncodingRules.DER).ReadObjectIdentifier();
        }
        catch (Exception undecodable) when (undecodable is AsnContentException or CryptographicException)
        {
            return null; // A curve that has no name.
        }
    }

    private static BigInteger? Number(ElementNode key, string name) =>
        key.ElementsOf(Ds, name).FirstOrDefault() is { } value ? Number(SignatureReader.Octets(value)) : null;

    /// <summary>Software differs in leading zero octets; the number is what counts.</summary>
    private static BigInteger Number(byte[] octets) => new(octets, isUnsigned: true, isBigEndian: true);
}
