using XdsDmp.Atna.Storage.Checkpoints;

namespace XdsDmp.Atna.Storage;

/// <summary>What is known from elsewhere when the chain is verified. The more, the less can have been forged.</summary>
public sealed record VerificationBasis
{
    /// <summary>The keys that may have signed; without them signatures are not checked.</summary>
    public PublicKeys? Keys { get; init; }

    /// <summary>The file to which checkpoints were appended at their time.</summary>
    public string? Anchors { get; init; }

    /// <summary>The end of the chain as it was known at an earlier time.</summary>
    public ChainHead? KnownHead { get; init; }
}
