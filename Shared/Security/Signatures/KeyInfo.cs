using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Xml;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Signatures;

/// <summary><c>ds:KeyInfo</c>: whose key it is said to be. A hint, whose certificate must be found trusted.</summary>
public static class KeyInfo
{
    private const int MaxCertificateBytes = 16 * 1024;

    /// <summary>The certificates that a KeyInfo carries, the first one being the signer's.</summary>
    /// <exception cref="UntrustedMessageException">One cannot be decoded.</exception>
    public static IReadOnlyList<X509Certificate2> CertificatesIn(ElementNode? keyInfo) =>
        keyInfo is null
            ? []
            :
            [
                .. keyInfo.ElementsOf(SignatureNames.Ds, "X509Data")
                    .SelectMany(data => data.ElementsOf(SignatureNames.Ds, "X509Certificate"))
                    .Select(element => Decode(SignatureReader.Octets(element))),
            ];

    /// <exception cref="UntrustedMessageException">It cannot be decoded.</exception>
    public static X509Certificate2 Decode(byte[] der)
    {
        if (der.Length > MaxCertificateBytes)
        {
            throw NoCertificate(null);
        }

        try
        {
            return DecodedCertificates.Find(der) ?? X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException broken)
        {
            throw NoCertificate(broken);
        }
    }

    /// <summary>A KeyInfo that carries the certificate.</summary>
    public static byte[] Certificate(X509Certificate2 certificate)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        new Utf8XmlWriter(output).Start("ds:KeyInfo"u8).Start("ds:X509Data"u8)
            .Element("ds:X509Certificate"u8, Convert.ToBase64String(certificate.RawDataMemory.Span))
            .End("ds:X509Data"u8).End("ds:KeyInfo"u8);
        return output.WrittenSpan.ToArray();
    }

    private static UntrustedMessageException NoCertificate(Exception? broken) =>
        new(SecurityFault.InvalidSecurityToken, "a certificate in KeyInfo cannot be decoded", broken);
}
