using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Systems;
using XdsDmp.Security.Vihf;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>
/// Two certificates for each of the invented users, as on a card: one opens connections, one signs. Issued by the
/// development authorities of the installation, hence worth nothing anywhere else.
/// </summary>
internal static class SandboxKeys
{
    private const string Organization = "Development only";
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>Makes what is missing or about to expire; keys stay as they are.</summary>
    /// <returns>The systems that these certificates stand for; none when there is no authority to issue any.</returns>
    public static IReadOnlyList<DevelopmentUser> Ensure(SandboxFolder folder, DevelopmentPkiFiles pki)
    {
        if (!File.Exists(pki.AuthorityKey) || !File.Exists(pki.AssertionAuthorityKey))
        {
            return [];
        }

        using var tls = CertificateAuthority.Load(pki.AuthorityCertificate, pki.AuthorityKey, TimeProvider.System);
        using var signature = CertificateAuthority.Load(
            pki.AssertionAuthorityCertificate, pki.AssertionAuthorityKey, TimeProvider.System);
        foreach (var professional in SandboxProfessionals.All)
        {
            Ensure(tls, folder.TlsOf(professional), Order(professional, CertificatePurpose.Client));
            Ensure(signature, folder.SignatureOf(professional), Order(professional, CertificatePurpose.Signature));
        }

        return
        [
            .. SandboxProfessionals.All.Select(one => new DevelopmentUser($"sandbox {one.Key}", folder.TlsOf(one))),
        ];
    }

    /// <summary>A card names the person; the certificate of a structure names the structure.</summary>
    private static CertificateOrder Order(SandboxProfessional professional, CertificatePurpose purpose)
    {
        var subject = professional.Mode == VihfMode.Direct
            ? new CertificateSubject(professional.Id, Organization)
            : new CertificateSubject(professional.Name, Organization)
            {
                OrganizationalUnit = professional.Structure.Id,
            };
        return new CertificateOrder(subject, purpose);
    }

    private static void Ensure(CertificateAuthority authority, NodeCertificateFiles files, CertificateOrder order)
    {
        if (IsGood(files, authority))
        {
            return;
        }

        if (File.Exists(files.KeyPath))
        {
            using var renewed = authority.Issue(order, CertificateKey.FromPem(File.ReadAllText(files.KeyPath)));
            renewed.SaveCertificate(files.CertificatePath);
            return;
        }

        using var issued = authority.Issue(order);
        issued.Save(files.CertificatePath, files.KeyPath!);
    }

    private static bool IsGood(NodeCertificateFiles files, CertificateAuthority authority)
    {
        if (!File.Exists(files.CertificatePath) || !File.Exists(files.KeyPath))
        {
            return false;
        }

        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(files.CertificatePath));
        var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        return certificate.Issuer == authority.Certificate.Subject
            && end - TimeProvider.System.GetUtcNow() >= RenewBefore;
    }
}
