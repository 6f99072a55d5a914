using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Hosting;

/// <summary>The system at the other end of a mutual TLS connection.</summary>
/// <param name="CertificateSha256">SHA-256 of its certificate (DER).</param>
/// <param name="Subject">Subject of its certificate.</param>
/// <param name="Address">Where the connection comes from.</param>
public sealed record CallingSystem(byte[] CertificateSha256, string Subject, IPAddress Address)
{
    public static CallingSystem Of(X509Certificate2 certificate, IPAddress address) =>
        new(certificate.GetCertHash(HashAlgorithmName.SHA256), certificate.Subject, address);
}
