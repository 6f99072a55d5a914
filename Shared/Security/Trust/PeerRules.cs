namespace XdsDmp.Security.Trust;

/// <summary>What may be relaxed, and what is bounded, in judging a peer's certificate.</summary>
public sealed record PeerRules
{
    /// <summary>RSA below 2048 bits, curves below 256 bits, SHA-1 signatures (BCP 195 refuses them).</summary>
    public bool AllowWeakCryptography { get; init; }

    /// <summary>When an authority has a list in the trust folder, but past its next update.</summary>
    public RevocationFallback WhenRevocationListIsStale { get; init; } = RevocationFallback.Refuse;

    /// <summary>When an authority has no list in the trust folder.</summary>
    public RevocationFallback WhenRevocationListIsMissing { get; init; } = RevocationFallback.Accept;

    public int MaxCertificateBytes { get; init; } = 16 * 1024;

    public int MaxChainLength { get; init; } = 6;
}

/// <summary>What to do when we cannot know whether a certificate was revoked.</summary>
public enum RevocationFallback
{
    Refuse,
    Accept,
}
