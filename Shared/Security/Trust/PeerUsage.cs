namespace XdsDmp.Security.Trust;

/// <summary>What the peer is in the connection: it must have a certificate that may be used as such.</summary>
public enum PeerUsage
{
    Client,
    Server,
}
