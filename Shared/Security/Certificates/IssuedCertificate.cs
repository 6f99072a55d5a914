using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Certificates;

/// <summary>A certificate just made, with its key, ready to be written to files.</summary>
public sealed class IssuedCertificate : IDisposable
{
    private readonly CertificateKey _key;
    private readonly string _issuerPem;

    internal IssuedCertificate(X509Certificate2 certificate, CertificateKey key, string issuerPem)
    {
        Certificate = certificate;
        _key = key;
        _issuerPem = issuerPem;
    }

    /// <summary>Without private key.</summary>
    public X509Certificate2 Certificate { get; }

    public string CertificatePem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>The certificate followed by its issuer's, as a server sends them when the issuer is no root.</summary>
    public string ChainPem => CertificatePem + _issuerPem;

    public string KeyPem => _key.ToPem();

    /// <summary>A fresh copy that holds the private key.</summary>
    public X509Certificate2 WithPrivateKey() => _key.AttachTo(Certificate);

    /// <summary>PKCS#12 with AES-256 and SHA-256, for browsers and for software that takes no PEM.</summary>
    public byte[] ToPfx(string password)
    {
        using X509Certificate2 whole = WithPrivateKey();
        return whole.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password);
    }

    /// <summary>Writes certificate and key; refuses when the key file is already there.</summary>
    public void Save(string certificatePath, string keyPath)
    {
        KeyFiles.WriteNewKey(keyPath, KeyPem);
        SaveCertificate(certificatePath);
    }

    /// <summary>Writes only the certificate, over an older one for the same key.</summary>
    public void SaveCertificate(string certificatePath) => KeyFiles.WritePublic(certificatePath, CertificatePem);

    /// <summary>Writes the PKCS#12 form; refuses when the file is already there.</summary>
    public void SavePfx(string path, string password) => KeyFiles.WriteNewKey(path, ToPfx(password));

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
