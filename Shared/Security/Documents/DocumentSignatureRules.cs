using XdsDmp.Security.Signatures;
using XdsDmp.Xml;

namespace XdsDmp.Security.Documents;

/// <summary>What may be relaxed, and what is bounded, in verifying document signatures.</summary>
public sealed record DocumentSignatureRules
{
    /// <summary>Signatures and digests with SHA-1, of old software; the report says where.</summary>
    public bool AllowSha1 { get; init; }

    /// <summary>References of one manifest.</summary>
    public int MaxReferences { get; init; } = 1_000;

    /// <summary>Octets of one signature.</summary>
    public int MaxSignatureBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Octets of a document that is signed in a canonical form, and therefore has to be held and parsed.
    /// </summary>
    public int MaxCanonicalBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How far the signer's clock may be ahead of ours.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>SHA-1 is read in any case, so that the report can tell which level rests on it.</summary>
    internal static AlgorithmRules Algorithms { get; } = new() { AllowLegacy = true, ForDocuments = true };

    internal XmlLimits SignatureLimits => new() { MaxCharacters = MaxSignatureBytes, MaxNodes = 100_000 };

    internal XmlLimits DocumentLimits => new()
    {
        MaxCharacters = MaxCanonicalBytes,
        MaxDepth = 256,
        MaxNodes = 2_000_000,
    };
}
