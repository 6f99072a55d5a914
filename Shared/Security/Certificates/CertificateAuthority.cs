using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Certificates;

/// <summary>
/// A small certificate authority: enough for a practice, a test network or a development machine to run mutual TLS
/// (ITI-19, ITI TF-2 §3.19) without a purchased certificate. Profile of the certificates: RFC 5280.
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    // Clocks of peers differ a little; a certificate made now must already hold for them.
    private static readonly TimeSpan Backdating = TimeSpan.FromMinutes(10);

    private readonly CertificateKey _key;
    private readonly TimeProvider _clock;

    private CertificateAuthority(X509Certificate2 certificate, CertificateKey key, TimeProvider clock)
    {
        Certificate = certificate;
        _key = key;
        _clock = clock;
    }

    /// <summary>The authority's own certificate, without private key.</summary>
    public X509Certificate2 Certificate { get; }

    public string CertificatePem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>A new root with a new key.</summary>
    public static CertificateAuthority Create(
        CertificateSubject subject, TimeProvider clock, KeyKind kind = KeyKind.P256, int validityYears = 10) =>
        Create(subject, clock, CertificateKey.Create(kind), validityYears);

    /// <summary>A root for an existing key, which from now on belongs to it.</summary>
    public static CertificateAuthority Create(
        CertificateSubject subject, TimeProvider clock, CertificateKey key, int validityYears = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(validityYears, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validityYears, 30);
        CertificateRequest request = NewRequest(subject, key);
        CertificateExtensions.AddAuthority(request, pathLength: null);
        DateTimeOffset now = clock.GetUtcNow();
        X509Certificate2 certificate = request.Create(
            request.SubjectName, key.SignatureGenerator, now - Backdating, now.AddYears(validityYears), NewSerial());
        return new CertificateAuthority(certificate, key, clock);
    }

    public static CertificateAuthority Load(string certificatePath, string keyPath, TimeProvider clock)
    {
        X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(certificatePath));
        CertificateKey key = CertificateKey.FromPem(File.ReadAllText(keyPath));
        if (!certificate.PublicKey.EncodedKeyValue.RawData.AsSpan().SequenceEqual(
            key.PublicKey.EncodedKeyValue.RawData))
        {
            throw new CryptographicException($"The key {keyPath} does not belong to {certificatePath}.");
        }

        return new CertificateAuthority(certificate, key, clock);
    }

    /// <summary>A certificate with a new key of the ordered kind.</summary>
    public IssuedCertificate Issue(CertificateOrder order) => Issue(order, CertificateKey.Create(order.Key));

    /// <summary>A certificate for an existing key: renewal keeps the key, so that its pins and mappings hold.</summary>
    public IssuedCertificate Issue(CertificateOrder order, CertificateKey key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order.ValidityDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order.ValidityDays, CertificateOrder.MaxValidityDays);
        CertificateRequest request = NewRequest(order.Subject, key);
        CertificateExtensions.AddLeaf(request, order, key.IsRsa);
        DateTimeOffset now = _clock.GetUtcNow();
        X509Certificate2 certificate = Sign(request, now - Backdating, now.AddDays(order.ValidityDays));
        return new IssuedCertificate(certificate, key, CertificatePem);
    }

    /// <summary>An authority below this one that may issue only end certificates.</summary>
    public CertificateAuthority IssueAuthority(
        CertificateSubject subject, KeyKind kind = KeyKind.P256, int validityYears = 5)
    {
        CertificateKey key = CertificateKey.Create(kind);
        CertificateRequest request = NewRequest(subject, key);
        CertificateExtensions.AddAuthority(request, pathLength: 0);
        DateTimeOffset now = _clock.GetUtcNow();
        X509Certificate2 certificate = Sign(request, now - Backdating, now.AddYears(validityYears));
        return new CertificateAuthority(certificate, key, _clock);
    }

    /// <summary>A signed list of revoked serial numbers, in DER (RFC 5280 §5).</summary>
    public byte[] IssueRevocationList(
        IEnumerable<X509Certificate2> revoked, BigInteger number, DateTimeOffset nextUpdate)
    {
        CertificateRevocationListBuilder list = new();
        foreach (X509Certificate2 certificate in revoked)
        {
            list.AddEntry(certificate.SerialNumberBytes.Span, _clock.GetUtcNow());
        }

        using X509Certificate2 signer = _key.AttachTo(Certificate);
        return list.Build(
            signer, number, nextUpdate, HashAlgorithmName.SHA256, _key.IsRsa ? RSASignaturePadding.Pkcs1 : null,
            _clock.GetUtcNow() - Backdating);
    }

    /// <summary>Writes certificate and key; refuses when the key file is already there.</summary>
    public void Save(string certificatePath, string keyPath)
    {
        KeyFiles.WriteNewKey(keyPath, _key.ToPem());
        KeyFiles.WritePublic(certificatePath, CertificatePem);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest NewRequest(CertificateSubject subject, CertificateKey key) => new(
        subject.ToDistinguishedName(), key.PublicKey, HashAlgorithmName.SHA256,
        key.IsRsa ? RSASignaturePadding.Pkcs1 : null);

    private static byte[] NewSerial()
    {
        // 128 random bits less the sign: positive, and never shortened by a leading zero octet.
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        // A certificate outside its issuer's life would be refused by every verifier.
        DateTimeOffset first = new(Certificate.NotBefore.ToUniversalTime());
        DateTimeOffset last = new(Certificate.NotAfter.ToUniversalTime());
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        return request.Create(
            Certificate.SubjectName, _key.SignatureGenerator, notBefore < first ? first : notBefore,
            notAfter > last ? last : notAfter, NewSerial());
    }
}
