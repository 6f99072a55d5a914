using System.Security.Cryptography;

namespace XdsDmp.Security.Signatures;

/// <summary>A digest algorithm that we accept, by its URI (RFC 9231).</summary>
public sealed record DigestMethod(string Uri, HashAlgorithmName Hash)
{
    private static readonly DigestMethod[] All =
    [
        new("http://www.w3.org/2001/04/xmlenc#sha256", HashAlgorithmName.SHA256),
        new("http://www.w3.org/2001/04/xmldsig-more#sha384", HashAlgorithmName.SHA384),
        new("http://www.w3.org/2001/04/xmlenc#sha512", HashAlgorithmName.SHA512),
        new("http://www.w3.org/2000/09/xmldsig#sha1", HashAlgorithmName.SHA1),
    ];

    public static DigestMethod Sha256 => All[0];

    public int Length => Hash == HashAlgorithmName.SHA1 ? 20
        : Hash == HashAlgorithmName.SHA256 ? 32
        : Hash == HashAlgorithmName.SHA384 ? 48 : 64;

    /// <exception cref="UntrustedMessageException">None of ours, or SHA-1 without the switch.</exception>
    public static DigestMethod Accept(string? uri, AlgorithmRules rules)
    {
        var method = All.FirstOrDefault(one => one.Uri == uri);
        return method is not null && (rules.AllowLegacy || method.Hash != HashAlgorithmName.SHA1)
            ? method
            : throw new UntrustedMessageException(
                SecurityFault.UnsupportedAlgorithm, $"the digest method {Quoted.Of(uri)} is not accepted");
    }
}
