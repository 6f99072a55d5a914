using System.IO.Hashing;
using System.Security.Cryptography;
using XdsDmp.Repository.Content;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// Compares a document's octets, while they are read, with what was stored: by their SHA-256, or, when that has been
/// done a short while ago, by a checksum of 128 bits that was taken then, at a tenth of the cost. A disk that fails
/// does not meet it by chance; nobody can on purpose who does not know the seed, which never leaves this process.
/// </summary>
/// <param name="document">What it should be.</param>
/// <param name="known">Its checksum; null: only its SHA-256 is known.</param>
internal sealed class ContentComparison(ContentReference document, UInt128? known) : IDisposable
{
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    private readonly XxHash128 _checksum = new(Seed);

    private readonly IncrementalHash? _hash =
        known is null ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    /// <summary>Of what was read so far.</summary>
    public UInt128 Checksum => _checksum.GetCurrentHashAsUInt128();

    public void Append(ReadOnlySpan<byte> octets)
    {
        _checksum.Append(octets);
        _hash?.AppendData(octets);
    }

    /// <summary>All octets were appended.</summary>
    /// <exception cref="ContentDamagedException">They are not what was stored.</exception>
    public void Complete()
    {
        var isSame = _hash is null
            ? Checksum == known
            : _hash.GetHashAndReset().AsSpan().SequenceEqual(document.Sha256);
        if (!isSame)
        {
            throw new ContentDamagedException($"content {document.Key} has another SHA-256 than what was stored");
        }
    }

    public void Dispose() => _hash?.Dispose();
}
