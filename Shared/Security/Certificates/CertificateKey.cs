using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Certificates;

/// <summary>A private key, RSA or elliptic, with what differs between the two kept in here.</summary>
public sealed class CertificateKey : IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    private CertificateKey(AsymmetricAlgorithm key)
    {
        _key = key;
    }

    internal PublicKey PublicKey => new(_key);

    internal bool IsRsa => _key is RSA;

    internal X509SignatureGenerator SignatureGenerator => _key is RSA rsa
        ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)_key);

    public static CertificateKey Create(KeyKind kind) => new(kind switch
    {
        KeyKind.P256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        KeyKind.Rsa2048 => RSA.Create(2048),
        KeyKind.Rsa3072 => RSA.Create(3072),
        KeyKind.Rsa4096 => RSA.Create(4096),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of key."),
    });

    /// <summary>Reads an unencrypted key in PEM: PKCS#8, SEC1 or PKCS#1.</summary>
    public static CertificateKey FromPem(string pem)
    {
        ECDsa elliptic = ECDsa.Create();
        try
        {
            elliptic.ImportFromPem(pem);
            return new CertificateKey(elliptic);
        }
        catch (Exception notElliptic) when (notElliptic is CryptographicException or ArgumentException)
        {
            elliptic.Dispose();
        }

        RSA rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new CertificateKey(rsa);
    }

    /// <summary>PKCS#8 in PEM, not encrypted: the file's mode protects it.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    internal X509Certificate2 AttachTo(X509Certificate2 certificate) => _key is RSA rsa
        ? certificate.CopyWithPrivateKey(rsa)
        : certificate.CopyWithPrivateKey((ECDsa)_key);

    public void Dispose() => _key.Dispose();
}
