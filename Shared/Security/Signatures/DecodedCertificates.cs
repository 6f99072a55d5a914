using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Signatures;

/// <summary>
/// Certificates that have signed for somebody trusted, decoded: each message brings its own again, and to decode one
/// costs more than to verify a signature. What is remembered is what the octets say, and nothing else: whether the
/// certificate is trusted is asked each time.
/// </summary>
internal static class DecodedCertificates
{
    private const int MaxRemembered = 1_000;

    private static readonly ConcurrentDictionary<string, X509Certificate2> Known = new(StringComparer.Ordinal);

    /// <summary>Shared by all who ask: not to be disposed of. Null when it is to be decoded.</summary>
    public static X509Certificate2? Find(ReadOnlySpan<byte> der) =>
        Known.GetValueOrDefault(Convert.ToHexString(SHA256.HashData(der)));

    /// <param name="trusted">Nobody else has it yet; strangers cannot fill the memory with what is refused.</param>
    public static void Remember(X509Certificate2 trusted)
    {
        var thumbprint = Thumbprints.OfCertificate(trusted);
        if (Known.ContainsKey(thumbprint))
        {
            return;
        }

        if (Known.Count >= MaxRemembered)
        {
            Known.Clear();
        }

        try
        {
            // A copy, which nobody else can dispose of.
            var copy = X509CertificateLoader.LoadCertificate(trusted.RawDataMemory.Span);
            DecodeExtensions(copy);
            Known.TryAdd(thumbprint, copy);
        }
        catch (CryptographicException)
        {
            // An extension that nobody has asked for cannot be decoded.
        }
    }

    /// <summary>
    /// The framework decodes an extension when first asked, and whoever asks at the same time may see half of it.
    /// </summary>
    private static void DecodeExtensions(X509Certificate2 certificate)
    {
        foreach (var extension in certificate.Extensions)
        {
            _ = extension switch
            {
                X509KeyUsageExtension usage => usage.KeyUsages,
                X509EnhancedKeyUsageExtension enhanced => enhanced.EnhancedKeyUsages,
                X509BasicConstraintsExtension constraints => constraints.CertificateAuthority,
                X509SubjectKeyIdentifierExtension identifier => identifier.SubjectKeyIdentifier,
                _ => (object?)null,
            };
        }
    }
}
