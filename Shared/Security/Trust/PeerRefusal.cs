namespace XdsDmp.Security.Trust;

/// <summary>Why a peer was refused: a closed list, for audit (ATNA Security Alert), counters and tests.</summary>
public enum PeerRefusal
{
    NoCertificate,
    Malformed,
    CertificateTooLarge,
    ChainTooLong,
    NotYetValid,
    Expired,
    WrongUsage,
    WeakKey,
    WeakSignature,
    UnknownAuthority,
    SelfSigned,
    BadSignature,
    InvalidChain,
    Revoked,
    RevocationUnknown,
    WrongName,
}
