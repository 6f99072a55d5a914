namespace XdsDmp.Security.Trust;

/// <summary>What somebody is to us: the certificate must be one that may be used as such.</summary>
public enum PeerUsage
{
    Client,
    Server,

    /// <summary>Of a message, an assertion or a document, whoever brings it.</summary>
    Signer,
}
