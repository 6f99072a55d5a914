namespace XdsDmp.Security.Signatures;

/// <summary>
/// A signature, token or assertion that is not accepted. Peers are told <see cref="Kind"/> alone; what exactly failed
/// is for log and audit trail.
/// </summary>
public sealed class UntrustedMessageException(SecurityFault kind, string reason, Exception? cause = null)
    : Exception(reason, cause)
{
    public UntrustedMessageException()
        : this(SecurityFault.InvalidSecurity, "not acceptable")
    {
    }

    public UntrustedMessageException(string reason)
        : this(SecurityFault.InvalidSecurity, reason)
    {
    }

    public UntrustedMessageException(string reason, Exception cause)
        : this(SecurityFault.InvalidSecurity, reason, cause)
    {
    }

    public SecurityFault Kind { get; } = kind;

    /// <summary>
    /// A national code that the fault shall carry instead, for instance <c>DMPInvalidCertificate</c>.
    /// </summary>
    public string? Subcode { get; init; }
}

/// <summary>The fault codes of WS-Security (WSS SOAP Message Security 1.1 §12), spelled as on the wire.</summary>
public enum SecurityFault
{
    UnsupportedSecurityToken,
    UnsupportedAlgorithm,

    /// <summary>The header is malformed, or something that must be there is not.</summary>
    InvalidSecurity,

    /// <summary>A token was found, and is not valid.</summary>
    InvalidSecurityToken,

    /// <summary>The token is genuine, and may not do this.</summary>
    FailedAuthentication,

    /// <summary>A signature does not verify.</summary>
    FailedCheck,
    SecurityTokenUnavailable,
    MessageExpired,
}
