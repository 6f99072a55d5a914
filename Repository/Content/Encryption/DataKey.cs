using System.Buffers.Binary;
using System.Security.Cryptography;

namespace XdsDmp.Repository.Content.Encryption;

/// <summary>
/// The key of one document (AES-256-GCM, NIST SP 800-38D). It encrypts that document once, chunk by chunk; the nonce of
/// a chunk is its number, and says whether it is the last one. So no chunk can be moved, left out or cut off.
/// </summary>
internal sealed class DataKey : IDisposable
{
    public const int KeyBytes = 32;

    private readonly byte[] _octets;
    private readonly AesGcm _cipher;

    public DataKey(byte[] octets)
    {
        _octets = octets;
        _cipher = new AesGcm(octets, SealedChunks.TagBytes);
    }

    public ReadOnlySpan<byte> Octets => _octets;

    public static DataKey New() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Chunk and tag, <see cref="SealedChunks.TagBytes"/> longer than what it holds.</summary>
    public void Seal(ReadOnlySpan<byte> plain, long number, bool isLast, Span<byte> chunk)
    {
        Span<byte> nonce = stackalloc byte[AesGcm.NonceByteSizes.MaxSize];
        WriteNonce(nonce, number, isLast);
        _cipher.Encrypt(nonce, plain, chunk[..plain.Length], chunk[plain.Length..]);
    }

    /// <exception cref="AuthenticationTagMismatchException">This is not what was sealed there.</exception>
    public void Open(ReadOnlySpan<byte> chunk, long number, bool isLast, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[AesGcm.NonceByteSizes.MaxSize];
        WriteNonce(nonce, number, isLast);
        _cipher.Decrypt(nonce, chunk[..plain.Length], chunk[plain.Length..], plain);
    }

    public void Dispose()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_octets);
    }

    private static void WriteNonce(Span<byte> nonce, long number, bool isLast)
    {
        nonce.Clear();
        nonce[3] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], number);
    }
}
