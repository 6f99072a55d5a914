using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>Checks that an authority signed a revocation list (RFC 5280 §5.1.1.2); SHA-1 is not accepted.</summary>
internal static class RevocationListSignature
{
    public static bool IsBy(X509Certificate2 authority, RevocationListContent list) =>
        authority.SubjectName.RawData.AsSpan().SequenceEqual(list.Issuer.Span)
        && MaySignLists(authority)
        && Verify(authority, list);

    private static bool MaySignLists(X509Certificate2 authority)
    {
        X509KeyUsageExtension? usage = authority.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        return usage is null || usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign);
    }

    private static bool Verify(X509Certificate2 authority, RevocationListContent list) => list.SignatureAlgorithm switch
    {
        "1.2.840.113549.1.1.11" => VerifyRsa(authority, list, HashAlgorithmName.SHA256),
        "1.2.840.113549.1.1.12" => VerifyRsa(authority, list, HashAlgorithmName.SHA384),
        "1.2.840.113549.1.1.13" => VerifyRsa(authority, list, HashAlgorithmName.SHA512),
        "1.2.840.10045.4.3.2" => VerifyEcdsa(authority, list, HashAlgorithmName.SHA256),
        "1.2.840.10045.4.3.3" => VerifyEcdsa(authority, list, HashAlgorithmName.SHA384),
        "1.2.840.10045.4.3.4" => VerifyEcdsa(authority, list, HashAlgorithmName.SHA512),
        _ => false,
    };

    private static bool VerifyRsa(X509Certificate2 authority, RevocationListContent list, HashAlgorithmName hash)
    {
        using RSA? key = authority.GetRSAPublicKey();
        return key is not null
            && key.VerifyData(list.Signed.Span, list.Signature, hash, RSASignaturePadding.Pkcs1);
    }

    private static bool VerifyEcdsa(X509Certificate2 authority, RevocationListContent list, HashAlgorithmName hash)
    {
        using ECDsa? key = authority.GetECDsaPublicKey();
        return key is not null
            && key.VerifyData(list.Signed.Span, list.Signature, hash, DSASignatureFormat.Rfc3279DerSequence);
    }
}
