using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// Who may read the audit records: certificates named by subject or SHA-256 fingerprint. That a certificate is trusted
/// is not enough, and nobody is named at first.
/// </summary>
internal sealed class Auditors(IReadOnlyList<string> named)
{
    private readonly HashSet<string> _subjects = new(named, StringComparer.Ordinal);

    private readonly HashSet<string> _fingerprints = new(
        named.Select(name => name.Replace(":", "", StringComparison.Ordinal).Trim()),
        StringComparer.OrdinalIgnoreCase);

    public bool MayRead(X509Certificate2? certificate) => certificate is not null
        && MayRead(certificate.Subject, certificate.GetCertHashString(HashAlgorithmName.SHA256));

    public bool MayRead(CallingSystem caller) =>
        MayRead(caller.Subject, Convert.ToHexString(caller.CertificateSha256));

    private bool MayRead(string subject, string fingerprint) =>
        _subjects.Contains(subject) || _fingerprints.Contains(fingerprint);
}
