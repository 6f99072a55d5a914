namespace XdsDmp.Security.Trust;

/// <summary>What we think of a peer's certificate. Holds text only: the certificates die with the handshake.</summary>
public abstract record PeerVerdict
{
    private PeerVerdict()
    {
    }

    /// <param name="Thumbprint">SHA-256 of the certificate's DER.</param>
    /// <param name="Subject">Fit for logs: no control characters, bounded.</param>
    /// <param name="Anchor">Subject of the authority it chains to, or of the certificate itself when pinned.</param>
    /// <param name="Until">No longer than this, even if nothing changes.</param>
    public sealed record Trusted(
        string Thumbprint, string Subject, string Anchor, bool IsPinned, DateTimeOffset Until) : PeerVerdict;

    /// <param name="Text">For the audit trail and the log, never for the peer.</param>
    public sealed record Refused(PeerRefusal Reason, string Text) : PeerVerdict;
}
