using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Atna.Storage.Checkpoints;

/// <summary>
/// The published keys of an audit repository: one, or several of which each signed for a time, in one PEM file.
/// </summary>
public sealed class PublicKeys : IDisposable
{
    private const int MaxFileBytes = 1024 * 1024;

    private readonly Dictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);

    /// <summary>SHA-256 of each key (SubjectPublicKeyInfo), in hexadecimal.</summary>
    public IReadOnlyCollection<string> Ids => _keys.Keys;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds no public key.</exception>
    public static PublicKeys Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"there is no public key at {Path.GetFullPath(file)}", file);
        }

        if (new FileInfo(file).Length > MaxFileBytes)
        {
            throw new InvalidDataException($"{file} is no file of public keys");
        }

        var keys = new PublicKeys();
        try
        {
            keys.Add(File.ReadAllText(file));
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            keys.Dispose();
            throw new InvalidDataException($"{file} holds no public key in PEM: {wrong.Message}", wrong);
        }

        return keys;
    }

    /// <summary>True when one of these keys signed exactly this.</summary>
    public bool HasSigned(SignedStatement statement) => statement.Key is { } id
        && _keys.TryGetValue(id, out var key)
        && key.VerifyData(
            Encoding.UTF8.GetBytes(statement.Text), statement.Signature.Span, HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private void Add(string pem)
    {
        var rest = pem.AsSpan();
        do
        {
            var found = PemEncoding.Find(rest);
            var key = ECDsa.Create();
            key.ImportFromPem(rest[found.Location]);
            if (!_keys.TryAdd(SigningKey.IdOf(key), key))
            {
                key.Dispose();
            }

            rest = rest[found.Location.End..];
        }
        while (PemEncoding.TryFind(rest, out _));
    }
}
