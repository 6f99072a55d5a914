using System.Net;

namespace XdsDmp.Security.Certificates;

/// <summary>What is asked of a <see cref="CertificateAuthority"/>: one certificate for one system.</summary>
public sealed record CertificateOrder(CertificateSubject Subject, CertificatePurpose Purpose)
{
    /// <summary>Longest life of a certificate that is not an authority (ITI TF-2 §3.19 recommends two years).</summary>
    public const int MaxValidityDays = 731;

    public IReadOnlyList<string> DnsNames { get; init; } = [];

    public IReadOnlyList<IPAddress> IpAddresses { get; init; } = [];

    public KeyKind Key { get; init; } = KeyKind.P256;

    public int ValidityDays { get; init; } = 730;
}
