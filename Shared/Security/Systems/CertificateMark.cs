namespace XdsDmp.Security.Systems;

/// <summary>
/// By what a system's certificate is known. All that is said must hold; the certificate must be trusted besides.
/// </summary>
public sealed record CertificateMark
{
    /// <summary>SHA-256 of the certificate, in hexadecimal capitals.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>SHA-256 of its SubjectPublicKeyInfo: outlives a renewal that keeps the key.</summary>
    public string? PublicKey { get; init; }

    public string? Subject { get; init; }

    public string? Issuer { get; init; }

    /// <summary>In hexadecimal capitals, without leading zeros.</summary>
    public string? Serial { get; init; }

    /// <summary>A URI among its subject alternative names.</summary>
    public string? Uri { get; init; }

    /// <summary>A DNS name among its subject alternative names; a wildcard there stands for itself.</summary>
    public string? Dns { get; init; }

    /// <summary>Enough to single certificates out: an authority as such has issued many.</summary>
    public bool IsEnough => Fingerprint is not null || PublicKey is not null || Subject is not null
        || Uri is not null || Dns is not null || (Issuer is not null && Serial is not null);

    public bool IsOn(CertificateFacts certificate) =>
        Holds(Fingerprint, certificate.Fingerprint) && Holds(PublicKey, certificate.PublicKey)
        && Holds(Subject, certificate.Subject) && Holds(Issuer, certificate.Issuer)
        && Holds(Serial, certificate.Serial)
        && (Uri is null || certificate.Uris.Contains(Uri, StringComparer.Ordinal))
        && (Dns is null || certificate.DnsNames.Contains(Dns, StringComparer.OrdinalIgnoreCase));

    /// <summary>Every certificate that bears the other one bears this one, too.</summary>
    public bool Covers(CertificateMark other) =>
        Holds(Fingerprint, other.Fingerprint) && Holds(PublicKey, other.PublicKey) && Holds(Subject, other.Subject)
        && Holds(Issuer, other.Issuer) && Holds(Serial, other.Serial) && Holds(Uri, other.Uri)
        && (Dns is null || Dns.Equals(other.Dns, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => string.Join(" and ", Parts());

    private static bool Holds(string? wanted, string? found) => wanted is null || wanted == found;

    private IEnumerable<string> Parts()
    {
        (string Name, string? Value)[] parts =
        [
            ("fingerprint", Fingerprint), ("public key", PublicKey), ("subject", Subject), ("issuer", Issuer),
            ("serial", Serial), ("URI", Uri), ("DNS name", Dns),
        ];
        return parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {part.Value}");
    }
}
