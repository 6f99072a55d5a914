using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Repository.Content.Encryption;

/// <summary>A key that wraps the keys of documents (AES-256-GCM); it never touches a document itself.</summary>
internal sealed class MasterKey
{
    public const int KeyBytes = 32;
    private const int NonceBytes = 12;

    private readonly byte[] _octets;

    public MasterKey(byte[] octets)
    {
        if (octets.Length != KeyBytes)
        {
            throw new ArgumentException($"{octets.Length} octets instead of {KeyBytes}", nameof(octets));
        }

        _octets = octets;
        Id = Convert.ToHexStringLower(SHA256.HashData([.. "xdsdmp master key:"u8, .. octets]))[..16];
    }

    /// <summary>Names the key and tells nothing of it: 16 hexadecimal digits.</summary>
    public string Id { get; }

    public ContentSeal Wrap(string contentKey, DataKey key)
    {
        var wrapped = new byte[NonceBytes + DataKey.KeyBytes + SealedChunks.TagBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_octets, SealedChunks.TagBytes);
        cipher.Encrypt(
            wrapped.AsSpan(0, NonceBytes), key.Octets, wrapped.AsSpan(NonceBytes, DataKey.KeyBytes),
            wrapped.AsSpan(NonceBytes + DataKey.KeyBytes), Encoding.ASCII.GetBytes(contentKey));
        return new ContentSeal(Id, wrapped);
    }

    /// <exception cref="ContentDamagedException">This master key has not wrapped this.</exception>
    public DataKey Unwrap(string contentKey, ContentSeal seal)
    {
        var wrapped = seal.WrappedKey;
        var key = new byte[DataKey.KeyBytes];
        try
        {
            using var cipher = new AesGcm(_octets, SealedChunks.TagBytes);
            cipher.Decrypt(
                wrapped.AsSpan(0, NonceBytes), wrapped.AsSpan(NonceBytes, DataKey.KeyBytes),
                wrapped.AsSpan(NonceBytes + DataKey.KeyBytes), key, Encoding.ASCII.GetBytes(contentKey));
            return new DataKey(key);
        }
        catch (Exception changed) when (changed is CryptographicException or ArgumentException)
        {
            throw new ContentDamagedException($"the wrapped key of content {contentKey} was changed", changed);
        }
    }
}
