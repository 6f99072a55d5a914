using XdsDmp.Hosting;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// Who may read the audit records: certificates that the setting names by subject or SHA-256 fingerprint, and systems
/// that the systems file allows it. That a certificate is trusted is not enough, and nobody is named at first.
/// </summary>
internal sealed class Auditors(IReadOnlyList<string> named, SystemPermission permission)
{
    private readonly HashSet<string> _subjects = new(named, StringComparer.Ordinal);

    private readonly HashSet<string> _fingerprints = new(
        named.Select(name => name.Replace(":", "", StringComparison.Ordinal).Trim()),
        StringComparer.OrdinalIgnoreCase);

    /// <param name="http">Its certificate, if it has shown one.</param>
    /// <param name="transaction">ITI-81 or ITI-82.</param>
    public bool MayRead(HttpContext http, string transaction) =>
        http.Connection.ClientCertificate is not null && MayRead(permission.CallerOf(http), transaction);

    public bool MayRead(CallingSystem caller, string transaction) => !caller.HasLostTrust
        && (IsNamed(caller.Subject, Convert.ToHexString(caller.CertificateSha256))
            || caller.Rights.May(transaction));

    private bool IsNamed(string subject, string fingerprint) =>
        _subjects.Contains(subject) || _fingerprints.Contains(fingerprint);
}
