using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Certificates;

/// <summary>A node's own certificate with private key and intermediates, ready for TLS on either side.</summary>
public sealed class NodeCertificate
{
    private NodeCertificate(X509Certificate2 certificate, X509Certificate2Collection intermediates)
    {
        Certificate = certificate;
        Intermediates = intermediates;

        // Offline: a service never fetches issuers or OCSP answers from addresses named inside a certificate.
        Context = SslStreamCertificateContext.Create(certificate, intermediates, offline: true);
    }

    /// <summary>With private key.</summary>
    public X509Certificate2 Certificate { get; }

    public X509Certificate2Collection Intermediates { get; }

    /// <summary>Built once: building it per connection would build the chain per connection.</summary>
    public SslStreamCertificateContext Context { get; }

    public DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime());

    public static NodeCertificate Load(string certificatePath, string keyPath) =>
        Load(new NodeCertificateFiles(certificatePath, keyPath));

    /// <exception cref="CryptographicException">The files hold no certificate, or the key is not its key.</exception>
    public static NodeCertificate Load(NodeCertificateFiles files) =>
        files.KeyPath is null ? FromPfx(files) : FromPem(files, files.KeyPath);

    private static NodeCertificate FromPem(NodeCertificateFiles files, string keyPath)
    {
        string certificatePem = File.ReadAllText(files.CertificatePath);
        string keyPem = File.ReadAllText(keyPath);
        X509Certificate2 certificate = Combine(files, certificatePem, keyPem);
        X509Certificate2Collection all = [];
        all.ImportFromPem(certificatePem);
        return new NodeCertificate(UsableForTls(certificate), Others(all, certificate));
    }

    private static X509Certificate2 Combine(NodeCertificateFiles files, string certificatePem, string keyPem)
    {
        try
        {
            return files.Password is null
                ? X509Certificate2.CreateFromPem(certificatePem, keyPem)
                : X509Certificate2.CreateFromEncryptedPem(certificatePem, keyPem, files.Password);
        }
        catch (ArgumentException mismatch)
        {
            throw new CryptographicException(
                $"The key {files.KeyPath} does not belong to {files.CertificatePath}.", mismatch);
        }
    }

    private static NodeCertificate FromPfx(NodeCertificateFiles files)
    {
        X509Certificate2Collection all = X509CertificateLoader.LoadPkcs12Collection(
            File.ReadAllBytes(files.CertificatePath), files.Password);
        X509Certificate2 certificate = all.FirstOrDefault(candidate => candidate.HasPrivateKey)
            ?? throw new CryptographicException($"{files.CertificatePath} holds no private key.");
        return new NodeCertificate(certificate, Others(all, certificate));
    }

    private static X509Certificate2Collection Others(X509Certificate2Collection all, X509Certificate2 own) =>
        [.. all.Where(candidate => !candidate.RawDataMemory.Span.SequenceEqual(own.RawDataMemory.Span))];

    private static X509Certificate2 UsableForTls(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // Windows TLS cannot use a key that lives in memory only.
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
