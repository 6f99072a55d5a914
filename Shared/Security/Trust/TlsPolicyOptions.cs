namespace XdsDmp.Security.Trust;

/// <summary>What a deployment may set about its TLS connections.</summary>
public sealed record TlsPolicyOptions
{
    public PeerRules Peers { get; init; } = new();

    /// <summary>
    /// FQDN Validation of Server Certificate (RFC 6125): a server must bear the name we called it by, as subject
    /// alternative name. IHE leaves this optional; without it any node of the trust folder can pose as any other.
    /// </summary>
    public bool CheckServerNames { get; init; } = true;
}
