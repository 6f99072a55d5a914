namespace XdsDmp.Security.Signatures;

/// <summary>What is accepted beyond RSA, RSA-PSS and ECDSA with SHA-2 over the exclusive canonical form.</summary>
public sealed record AlgorithmRules
{
    /// <summary>For messages and assertions, unless an operator relaxes it.</summary>
    public static AlgorithmRules Strict { get; } = new();

    /// <summary>
    /// rsa-sha1, the digest SHA-1 and the inclusive Canonical XML 1.0, for partners with old software.
    /// </summary>
    public bool AllowLegacy { get; init; }

    /// <summary>
    /// What signatures of documents use besides (IHE DSG, ITI TF-3 §5.5): the inclusive Canonical XML, 1.1 and 1.0,
    /// and the transform base64. Never for messages and assertions: what they sign must not depend on what stands
    /// around it.
    /// </summary>
    public bool ForDocuments { get; init; }
}
