using System.Security.Cryptography;
using System.Text;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Atna.Storage.Checkpoints;

/// <summary>
/// The key pair that signs what is said of the chain (ECDSA P-256): its own, so that renewing the node's certificate
/// does not touch it. The public key lies beside it, to be published.
/// </summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;

    private SigningKey(string path, ECDsa key)
    {
        Path = path;
        _key = key;
        Id = IdOf(key);
    }

    public string Path { get; }

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo), in hexadecimal.</summary>
    public string Id { get; }

    /// <summary>Where the public key of a signing key lies.</summary>
    public static string PublicPathOf(string keyPath) => System.IO.Path.ChangeExtension(keyPath, ".pub");

    /// <summary>
    /// The path that was configured, or else one beside the database: <c>atna.db</c>, <c>atna-checkpoint.key</c>.
    /// </summary>
    public static string PathFor(string configured, string database) => !string.IsNullOrEmpty(configured)
        ? System.IO.Path.GetFullPath(configured)
        : Beside(database, "-checkpoint.key");

    public static string Beside(string database, string ending) => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(database))!,
        System.IO.Path.GetFileNameWithoutExtension(database) + ending);

    /// <summary>Makes the key pair at the first start; an existing one is never overwritten.</summary>
    /// <exception cref="InvalidDataException">The file holds no such key.</exception>
    public static SigningKey Ensure(string path)
    {
        if (!File.Exists(path))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            KeyFiles.WriteNewKey(path, made.ExportPkcs8PrivateKeyPem() + "\n");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            var pem = key.ExportSubjectPublicKeyInfoPem() + "\n";
            var publicPath = PublicPathOf(path);
            if (!File.Exists(publicPath) || File.ReadAllText(publicPath) != pem)
            {
                KeyFiles.WritePublic(publicPath, pem);
            }

            return new SigningKey(path, key);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} is not a private key in PEM: {wrong.Message}", wrong);
        }
    }

    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    public SignedStatement Sign(string text)
    {
        var signed = $"{text} key={Id}";
        return new SignedStatement(signed, _key.SignData(
            Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    public void Dispose() => _key.Dispose();
}
