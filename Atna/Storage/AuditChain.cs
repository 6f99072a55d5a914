using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The chain of records (SHA-256). A record's content hash covers everything that is known of it; its chain hash covers
/// the chain hash before, its place and its content hash. Every field stands behind its length, so that no two records
/// can be written as the same octets, and each kind of hash begins with its own name and version.
/// </summary>
internal static class AuditChain
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const long Absent = -1;

    /// <summary>What stands before the first record.</summary>
    public static ReadOnlySpan<byte> Start => new byte[HashBytes];

    private static ReadOnlySpan<byte> ContentDomain => "XdsDmp audit record, version 1"u8;

    private static ReadOnlySpan<byte> LinkDomain => "XdsDmp audit chain, version 1"u8;

    /// <summary>Needs no neighbour: it is made before the writer's turn comes.</summary>
    public static byte[] ContentHash(ReceivedMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, ContentDomain);
        Append(hash, Microseconds.Of(message.ReceivedAt));
        Append(hash, message.Transport);
        Append(hash, message.Peer);
        Append(hash, message.PeerCertificate);
        Append(hash, message.Raw);
        return hash.GetHashAndReset();
    }

    public static byte[] ChainHash(ReadOnlySpan<byte> previous, long sequence, ReadOnlySpan<byte> contentHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, LinkDomain);
        Append(hash, previous);
        Append(hash, sequence);
        Append(hash, contentHash);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string? value)
    {
        if (value is null)
        {
            AppendNumber(hash, Absent);
        }
        else
        {
            Append(hash, Encoding.UTF8.GetBytes(value));
        }
    }

    private static void Append(IncrementalHash hash, long value)
    {
        AppendNumber(hash, sizeof(long));
        AppendNumber(hash, value);
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> value)
    {
        AppendNumber(hash, value.Length);
        hash.AppendData(value);
    }

    private static void AppendNumber(IncrementalHash hash, long value)
    {
        Span<byte> octets = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(octets, value);
        hash.AppendData(octets);
    }
}
