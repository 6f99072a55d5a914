using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Certificates;

/// <summary>
/// Certificates for a first start on a development machine: mutual TLS is never off, so there must be keys before
/// anybody has bought or ordered any. Their private keys lie unencrypted in one folder: never for real data.
/// </summary>
public sealed class DevelopmentPki
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);
    private const string Organization = "Development only";

    private static readonly CertificateSubject AuthoritySubject = new("XdsDmp development CA", Organization);
    private static readonly CertificateSubject AssertionAuthoritySubject =
        new("XdsDmp development CA of assertions", Organization);

    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly List<string> _notes = [];

    private DevelopmentPki(string folder, TimeProvider clock)
    {
        _folder = folder;
        _clock = clock;
    }

    /// <summary>Makes what is missing or about to expire; leaves everything else, and every key, as it is.</summary>
    public static DevelopmentPkiFiles Ensure(string folder, TimeProvider clock)
    {
        DevelopmentPki pki = new(Path.GetFullPath(folder), clock);
        KeyFiles.CreateFolder(pki._folder);
        return pki.Ensure();
    }

    private DevelopmentPkiFiles Ensure()
    {
        DevelopmentPkiFiles files = new(_folder);
        using (CertificateAuthority? authority =
            EnsureAuthority(files.AuthorityCertificate, files.AuthorityKey, AuthoritySubject))
        {
            EnsureLeaf(authority, files.Node, NodeOrder());
            EnsureLeaf(authority, files.Practice, ClientOrder("practice", DevelopmentPkiFiles.StructureId));
            EnsureLeaf(authority, files.Auditor, ClientOrder("auditor"));
            EnsureLeaf(authority, files.Professional, ClientOrder(DevelopmentPkiFiles.ProfessionalId));
        }

        using (CertificateAuthority? authority = EnsureAuthority(
            files.AssertionAuthorityCertificate, files.AssertionAuthorityKey, AssertionAuthoritySubject))
        {
            EnsureLeaf(
                authority, files.StructureSignature, SignatureOrder("practice", DevelopmentPkiFiles.StructureId));
            EnsureLeaf(
                authority, files.ProfessionalSignature, SignatureOrder(DevelopmentPkiFiles.ProfessionalId));
            EnsureLeaf(authority, files.AssertionIssuer, SignatureOrder("issuer of assertions"));
        }

        EnsureAnchor(files.TrustFolder, files.AuthorityCertificate);
        EnsureAnchor(files.AssertionTrustFolder, files.AssertionAuthorityCertificate);

        if (!File.Exists(files.ReadMe))
        {
            KeyFiles.WritePublic(files.ReadMe, DevelopmentPkiFiles.Warning);
        }

        return files with { Notes = _notes };
    }

    /// <summary>Null when somebody took the CA key away: nothing can be issued, and what is there serves.</summary>
    private CertificateAuthority? EnsureAuthority(string certificate, string key, CertificateSubject subject)
    {
        if (File.Exists(certificate))
        {
            return File.Exists(key) ? CertificateAuthority.Load(certificate, key, _clock) : null;
        }

        bool isKeyThere = File.Exists(key);
        CertificateAuthority authority = isKeyThere
            ? CertificateAuthority.Create(subject, _clock, CertificateKey.FromPem(File.ReadAllText(key)))
            : CertificateAuthority.Create(subject, _clock);
        if (isKeyThere)
        {
            // A start that broke off between the two files: the key stands, the certificate follows.
            KeyFiles.WritePublic(certificate, authority.CertificatePem);
        }
        else
        {
            authority.Save(certificate, key);
        }

        _notes.Add($"made a development certificate authority: {certificate}");
        return authority;
    }

    private void EnsureLeaf(CertificateAuthority? authority, NodeCertificateFiles files, CertificateOrder order)
    {
        string name = order.Subject.CommonName;
        string? reason = ReasonToIssue(files, order);
        if (reason is null)
        {
            return;
        }

        if (authority is null)
        {
            _notes.Add($"could NOT issue the development certificate \"{name}\" ({reason}): the CA key is not there");
            return;
        }

        if (File.Exists(files.KeyPath))
        {
            CertificateKey key = CertificateKey.FromPem(File.ReadAllText(files.KeyPath));
            using IssuedCertificate renewed = authority.Issue(order, key);
            renewed.SaveCertificate(files.CertificatePath);
        }
        else
        {
            using IssuedCertificate issued = authority.Issue(order);
            issued.Save(files.CertificatePath, files.KeyPath!);
        }

        _notes.Add($"issued the development certificate \"{name}\" ({reason}): {files.CertificatePath}");
    }

    private string? ReasonToIssue(NodeCertificateFiles files, CertificateOrder order)
    {
        if (!File.Exists(files.CertificatePath) || !File.Exists(files.KeyPath))
        {
            return "it was not there";
        }

        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(files.CertificatePath));
        DateTimeOffset end = new(certificate.NotAfter.ToUniversalTime());
        if (end - _clock.GetUtcNow() < RenewBefore)
        {
            return $"the former one ends on {end:yyyy-MM-dd}";
        }

        string? missing = order.DnsNames.FirstOrDefault(name => !certificate.MatchesHostname(name, true, false));
        return missing is null ? null : $"this machine is now called {missing}";
    }

    private static CertificateOrder NodeOrder()
    {
        string host = Environment.MachineName;
        bool isName = Uri.CheckHostName(host) == UriHostNameType.Dns
            && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        return new CertificateOrder(new CertificateSubject("node", Organization), CertificatePurpose.Node)
        {
            DnsNames = isName ? ["localhost", host] : ["localhost"],
            IpAddresses = [IPAddress.Loopback, IPAddress.IPv6Loopback],
        };
    }

    private static CertificateOrder ClientOrder(string name, string? structure = null) =>
        Order(name, structure, CertificatePurpose.Client);

    private static CertificateOrder SignatureOrder(string name, string? structure = null) =>
        Order(name, structure, CertificatePurpose.Signature);

    private static CertificateOrder Order(string name, string? structure, CertificatePurpose purpose) =>
        new(new CertificateSubject(name, Organization) { OrganizationalUnit = structure }, purpose);

    private static void EnsureAnchor(string folder, string authority)
    {
        string anchor = Path.Combine(folder, "ca.pem");
        if (!File.Exists(anchor) && File.Exists(authority))
        {
            KeyFiles.WritePublic(anchor, File.ReadAllText(authority));
        }
    }
}
