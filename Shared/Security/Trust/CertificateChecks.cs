using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>What can be said of single certificates: their validity, use and strength.</summary>
internal static class CertificateChecks
{
    private const int LeastRsaBits = 2048;
    private const int LeastCurveBits = 256;

    // md5WithRSA, sha1WithRSA, dsa-with-sha1, ecdsa-with-SHA1
    private static readonly string[] WeakSignatures =
        ["1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10040.4.3", "1.2.840.10045.4.1"];

    public static PeerVerdict.Refused? Check(
        X509Certificate2 certificate, PeerUsage usage, PeerRules rules, DateTimeOffset now)
    {
        DateTime utc = now.UtcDateTime;
        if (utc < certificate.NotBefore.ToUniversalTime())
        {
            return new PeerVerdict.Refused(
                PeerRefusal.NotYetValid, $"The certificate holds from {certificate.NotBefore.ToUniversalTime():u}.");
        }

        if (utc > certificate.NotAfter.ToUniversalTime())
        {
            return new PeerVerdict.Refused(
                PeerRefusal.Expired, $"The certificate expired at {certificate.NotAfter.ToUniversalTime():u}.");
        }

        if (!MayBeUsedAs(certificate, usage))
        {
            return new PeerVerdict.Refused(
                PeerRefusal.WrongUsage, usage == PeerUsage.Signer
                    ? "The certificate's key usage does not allow signatures."
                    : $"The certificate's extended key usage does not allow a TLS {usage}.");
        }

        return rules.AllowWeakCryptography ? null : CheckKey(certificate);
    }

    /// <summary>
    /// The links between the certificate and its anchor. The anchor's own signature proves nothing and is not judged;
    /// its key signs, and is.
    /// </summary>
    public static PeerVerdict.Refused? CheckIssuers(PeerEvidence evidence, TrustSnapshot trust, PeerRules rules)
    {
        if (rules.AllowWeakCryptography || trust.IsPinned(evidence.Chain[0]))
        {
            return null;
        }

        return evidence.Chain.Select(CheckKey).FirstOrDefault(refusal => refusal is not null)
            ?? evidence.Chain.Where(link => !trust.IsAuthority(link)).Select(CheckSignature)
                .FirstOrDefault(refusal => refusal is not null);
    }

    private static bool MayBeUsedAs(X509Certificate2 certificate, PeerUsage usage) =>
        CertificateExtensions.UsageOf(usage) is { } wanted ? HasUsage(certificate, wanted) : MaySign(certificate);

    private static bool HasUsage(X509Certificate2 certificate, string wanted) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().All(extension =>
            extension.EnhancedKeyUsages.Cast<Oid>().Any(allowed =>
                allowed.Value is CertificateExtensions.AnyUsage || allowed.Value == wanted));

    /// <summary>RFC 5280 §4.2.1.3; no extension allows everything.</summary>
    private static bool MaySign(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().All(extension => (extension.KeyUsages
            & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) != 0);

    private static PeerVerdict.Refused? CheckKey(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        using ECDsa? elliptic = rsa is null ? certificate.GetECDsaPublicKey() : null;
        if (rsa?.KeySize >= LeastRsaBits || elliptic?.KeySize >= LeastCurveBits)
        {
            return null;
        }

        int? bits = rsa?.KeySize ?? elliptic?.KeySize;
        return new PeerVerdict.Refused(
            PeerRefusal.WeakKey,
            $"The key of {Printable.Of(certificate.Subject)} ({certificate.PublicKey.Oid.FriendlyName}, {bits} bits) "
                + $"is refused: RSA of {LeastRsaBits} bits or a curve of {LeastCurveBits} bits is the least.");
    }

    private static PeerVerdict.Refused? CheckSignature(X509Certificate2 certificate) =>
        WeakSignatures.Contains(certificate.SignatureAlgorithm.Value)
            ? new PeerVerdict.Refused(
                PeerRefusal.WeakSignature,
                $"{Printable.Of(certificate.Subject)} is signed with {certificate.SignatureAlgorithm.FriendlyName}.")
            : null;
}
