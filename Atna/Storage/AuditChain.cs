using System.Security.Cryptography;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The chain of records (SHA-256). A record's content hash covers everything that is known of it; its chain hash covers
/// the chain hash before, its place and its content hash. Every field stands behind its length, so that no two records
/// can be written as the same octets, and each kind of hash begins with its own name and version.
/// </summary>
internal static class AuditChain
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>What stands before the first record.</summary>
    public static ReadOnlySpan<byte> Start => new byte[HashBytes];

    private static ReadOnlySpan<byte> ContentDomain => "XdsDmp audit record, version 1"u8;

    private static ReadOnlySpan<byte> LinkDomain => "XdsDmp audit chain, version 1"u8;

    /// <summary>Needs no neighbour: it is made before the writer's turn comes.</summary>
    public static byte[] ContentHash(ReceivedMessage message)
    {
        var fields = new HashedFields(
            ContentDomain.Length + message.Raw.Length
            + 4 * (message.Transport.Length + message.Peer.Length + (message.PeerCertificate?.Length ?? 0)));
        fields.Append(ContentDomain);
        fields.Append(Microseconds.Of(message.ReceivedAt));
        fields.Append(message.Transport);
        fields.Append(message.Peer);
        fields.Append(message.PeerCertificate);
        fields.Append(message.Raw);
        return fields.Hash();
    }

    public static byte[] ChainHash(ReadOnlySpan<byte> previous, long sequence, ReadOnlySpan<byte> contentHash)
    {
        var fields = new HashedFields(LinkDomain.Length + previous.Length + contentHash.Length);
        fields.Append(LinkDomain);
        fields.Append(previous);
        fields.Append(sequence);
        fields.Append(contentHash);
        return fields.Hash();
    }
}
