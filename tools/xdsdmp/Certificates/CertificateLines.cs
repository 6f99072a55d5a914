using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Certificates;

/// <summary>A certificate for a person to compare.</summary>
internal static class CertificateLines
{
    public static void Write(X509Certificate2 certificate, string file, string? keyFile)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Row("subject", certificate.Subject);
        Row("issuer", certificate.Subject == certificate.Issuer ? "itself" : certificate.Issuer);
        Row("names", string.Join(", ", Names(certificate)));
        Row("valid", $"{Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}");
        Row("use", string.Join(", ", Usages(certificate)));
        Row("key", KeyOf(certificate));
        Row("SHA-256", Fingerprint(certificate));
        Row("certificate", file);
        Row("private key", keyFile);
        Screen.Out.Write(grid);
        Screen.Out.WriteLine();

        void Row(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                grid.AddRow($"[bold]{name}[/]", Screen.Text(Screen.Printable(value)));
            }
        }
    }

    public static object Json(X509Certificate2 certificate, string file) => new
    {
        File = file,
        certificate.Subject,
        certificate.Issuer,
        certificate.SerialNumber,
        Names = Names(certificate),
        NotBefore = certificate.NotBefore.ToUniversalTime(),
        NotAfter = certificate.NotAfter.ToUniversalTime(),
        Use = Usages(certificate),
        Key = KeyOf(certificate),
        Sha256 = Fingerprint(certificate),
    };

    private static string Fingerprint(X509Certificate2 certificate) =>
        string.Join(':', Convert.ToHexString(certificate.GetCertHash(HashAlgorithmName.SHA256)).Chunk(2)
            .Select(octet => new string(octet)));

    private static IEnumerable<string> Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return names is null ? []
            : names.EnumerateDnsNames().Concat(
                names.EnumerateIPAddresses().Select((IPAddress address) => address.ToString()));
    }

    private static IEnumerable<string> Usages(X509Certificate2 certificate)
    {
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(c => c.CertificateAuthority))
        {
            yield return "certificate authority";
        }

        foreach (var usage in certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>())
        {
            foreach (var oid in usage.EnhancedKeyUsages)
            {
                yield return oid.Value switch
                {
                    "1.3.6.1.5.5.7.3.1" => "server",
                    "1.3.6.1.5.5.7.3.2" => "client",
                    _ => oid.Value ?? "",
                };
            }
        }
    }

    private static string KeyOf(X509Certificate2 certificate)
    {
        using var elliptic = certificate.GetECDsaPublicKey();
        using var rsa = certificate.GetRSAPublicKey();
        return elliptic is not null ? $"elliptic, {elliptic.KeySize} bits"
            : rsa is not null ? $"RSA, {rsa.KeySize} bits"
            : "";
    }

    private static string Day(DateTime time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
