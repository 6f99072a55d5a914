using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Certificates;

/// <summary>The extensions of the certificates we issue (RFC 5280 §4.2.1).</summary>
internal static class CertificateExtensions
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    public const string AnyUsage = "2.5.29.37.0";

    /// <summary>The extended key usage that a TLS peer must be allowed; a signer needs none.</summary>
    public static string? UsageOf(PeerUsage usage) => usage switch
    {
        PeerUsage.Client => ClientAuthentication,
        PeerUsage.Server => ServerAuthentication,
        _ => null,
    };

    public static void AddAuthority(CertificateRequest request, int? pathLength)
    {
        const X509KeyUsageFlags Usage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(true, pathLength.HasValue, pathLength ?? 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(Usage, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
    }

    public static void AddLeaf(CertificateRequest request, CertificateOrder order, bool isRsa)
    {
        // Old RSA peers look for keyEncipherment although we never negotiate RSA key exchange.
        X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature
            | (order.Purpose.HasFlag(CertificatePurpose.Signature) ? X509KeyUsageFlags.NonRepudiation
                : isRsa ? X509KeyUsageFlags.KeyEncipherment : X509KeyUsageFlags.None);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        if ((order.Purpose & CertificatePurpose.Node) != 0)
        {
            request.CertificateExtensions.Add(ExtendedUsage(order.Purpose));
        }

        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (order.DnsNames.Count + order.IpAddresses.Count > 0)
        {
            request.CertificateExtensions.Add(AlternativeNames(order));
        }
    }

    private static X509EnhancedKeyUsageExtension ExtendedUsage(CertificatePurpose purpose)
    {
        OidCollection usages = [];
        if (purpose.HasFlag(CertificatePurpose.Server))
        {
            usages.Add(new Oid(ServerAuthentication));
        }

        if (purpose.HasFlag(CertificatePurpose.Client))
        {
            usages.Add(new Oid(ClientAuthentication));
        }

        return new X509EnhancedKeyUsageExtension(usages, critical: false);
    }

    private static X509Extension AlternativeNames(CertificateOrder order)
    {
        SubjectAlternativeNameBuilder names = new();
        foreach (string name in order.DnsNames)
        {
            names.AddDnsName(name);
        }

        foreach (IPAddress address in order.IpAddresses)
        {
            names.AddIpAddress(address);
        }

        return names.Build();
    }
}
