namespace XdsDmp.Audit.Events;

/// <summary>
/// A node whose authentication failed: its address, and the subject of the certificate it showed, if any.
/// </summary>
public sealed record RefusedPeer(string Address, string? CertificateSubject = null)
{
    internal string Name => string.IsNullOrEmpty(CertificateSubject) ? Address : CertificateSubject;
}
