namespace XdsDmp.Atna.Storage;

/// <summary>A message as it came, and what we know of its coming. The chain covers all of it.</summary>
/// <param name="ReceivedAt">Our clock, cut to microseconds.</param>
/// <param name="Transport">How it came: see <see cref="Transports"/>.</param>
/// <param name="Peer">IP address that it came from; empty for our own.</param>
/// <param name="PeerCertificate">Subject of the certificate that the peer proved to own.</param>
/// <param name="Raw">Every octet, without the octet count of the framing.</param>
public sealed record ReceivedMessage(
    DateTimeOffset ReceivedAt, string Transport, string Peer, string? PeerCertificate, byte[] Raw);
