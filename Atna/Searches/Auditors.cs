using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

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
        && (_subjects.Contains(certificate.Subject)
            || _fingerprints.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256)));
}
