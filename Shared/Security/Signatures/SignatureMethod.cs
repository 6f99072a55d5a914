using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Signatures;

/// <summary>A signature algorithm of RFC 9231 that we accept: name, digest, kind of key.</summary>
public sealed class SignatureMethod
{
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string More2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    private const int LeastRsaBits = 2048;

    private static readonly SignatureMethod[] All =
    [
        new(More + "rsa-sha256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        new(More + "rsa-sha384", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        new(More + "rsa-sha512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        new(More2007 + "sha256-rsa-MGF1", HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        new(More2007 + "sha384-rsa-MGF1", HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        new(More2007 + "sha512-rsa-MGF1", HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        new(More + "ecdsa-sha256", HashAlgorithmName.SHA256, null),
        new(More + "ecdsa-sha384", HashAlgorithmName.SHA384, null),
        new(More + "ecdsa-sha512", HashAlgorithmName.SHA512, null),
        new(SignatureNames.Ds + "rsa-sha1", HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1),
    ];

    private readonly RSASignaturePadding? _padding;

    private SignatureMethod(string uri, HashAlgorithmName hash, RSASignaturePadding? padding)
    {
        Uri = uri;
        Hash = hash;
        _padding = padding;
    }

    /// <summary>As <c>ds:SignatureMethod</c> names it.</summary>
    public string Uri { get; }

    public HashAlgorithmName Hash { get; }

    /// <exception cref="UntrustedMessageException">None of ours, or SHA-1 without the switch.</exception>
    public static SignatureMethod Accept(string? uri, AlgorithmRules rules)
    {
        var method = All.FirstOrDefault(one => one.Uri == uri);
        return method is not null && (rules.AllowLegacy || method.Hash != HashAlgorithmName.SHA1)
            ? method
            : throw new UntrustedMessageException(
                SecurityFault.UnsupportedAlgorithm, $"the signature method {Quoted.Of(uri)} is not accepted");
    }

    /// <summary>The method by which a key signs unless told otherwise; PSS on request.</summary>
    public static SignatureMethod For(X509Certificate2 certificate, bool isPss = false)
    {
        using var curve = certificate.GetECDsaPublicKey();
        var name = curve is not null
            ? More + (curve.KeySize > 384 ? "ecdsa-sha512" : curve.KeySize > 256 ? "ecdsa-sha384" : "ecdsa-sha256")
            : isPss ? More2007 + "sha256-rsa-MGF1" : More + "rsa-sha256";
        return All.First(method => method.Uri == name);
    }

    /// <summary>False also when the key is of another kind, or too weak: a signature that proves nothing.</summary>
    public bool Verifies(X509Certificate2 signer, ReadOnlySpan<byte> data, ReadOnlySpan<byte> value)
    {
        if (_padding is null)
        {
            using var curve = signer.GetECDsaPublicKey();
            return curve is not null
                && curve.VerifyData(data, value, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        using var rsa = signer.GetRSAPublicKey();
        return rsa is not null && rsa.KeySize >= LeastRsaBits && rsa.VerifyData(data, value, Hash, _padding);
    }

    /// <exception cref="CryptographicException">The certificate has no private key of the kind wanted.</exception>
    public byte[] Sign(X509Certificate2 signer, ReadOnlySpan<byte> data)
    {
        if (_padding is null)
        {
            using var curve = signer.GetECDsaPrivateKey()
                ?? throw new CryptographicException("the signer has no private key on a curve");
            return curve.SignData(data, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        using var rsa = signer.GetRSAPrivateKey() ?? throw new CryptographicException("the signer has no RSA key");
        return rsa.SignData(data, Hash, _padding);
    }
}
