using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Tests.Unit.Security.Signatures;

/// <summary>Self-signed certificates with keys of every kind that signs.</summary>
internal static class Signers
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Rsa { get; } = NewRsa(2048);

    public static X509Certificate2 P256 { get; } = NewCurve(ECCurve.NamedCurves.nistP256);

    public static X509Certificate2 P384 { get; } = NewCurve(ECCurve.NamedCurves.nistP384);

    public static X509Certificate2 P521 { get; } = NewCurve(ECCurve.NamedCurves.nistP521);

    public static X509Certificate2 Of(string name) => name switch
    {
        "P-256" => P256,
        "P-384" => P384,
        "P-521" => P521,
        _ => Rsa,
    };

    public static X509Certificate2 NewRsa(int bits)
    {
        using var key = RSA.Create(bits);
        return new CertificateRequest("CN=Signer", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(Start, Start.AddYears(30));
    }

    public static X509Certificate2 NewCurve(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return new CertificateRequest("CN=Signer", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(Start, Start.AddYears(30));
    }

    public static void Save(X509Certificate2 signer, string certificatePath, string keyPath)
    {
        File.WriteAllText(certificatePath, signer.ExportCertificatePem());
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)signer.GetRSAPrivateKey() ?? signer.GetECDsaPrivateKey()!;
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
    }
}
