using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>SHA-256 in hexadecimal, of a whole certificate or of its public key.</summary>
public static class Thumbprints
{
    public static string OfCertificate(X509Certificate2 certificate) =>
        Convert.ToHexString(SHA256.HashData(certificate.RawDataMemory.Span));

    /// <summary>Stays the same when a certificate is renewed with its key.</summary>
    public static string OfPublicKey(X509Certificate2 certificate) =>
        Convert.ToHexString(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
}
