namespace XdsDmp.Atna.Storage;

/// <summary>The outcome of a verification.</summary>
public sealed record AuditVerification
{
    /// <summary>Records that were there.</summary>
    public required long Records { get; init; }

    /// <summary>
    /// Where the chain ends; null when it is empty. To be kept in another place for the next verification.
    /// </summary>
    public required ChainHead? Head { get; init; }

    /// <summary>Signed checkpoints that were there.</summary>
    public long Checkpoints { get; init; }

    /// <summary>
    /// The last record under a checkpoint with a good signature: what comes after it can still be cut off unnoticed.
    /// Null when no public key was given.
    /// </summary>
    public long? SignedUpTo { get; init; }

    /// <summary>Records that were removed by a rule; signed segments stand for them.</summary>
    public long RemovedRecords { get; init; }

    /// <summary>False where the index is of an older version, and hence another than the records give today.</summary>
    public bool IsIndexVerified { get; init; } = true;

    /// <summary>In the order of the records; at most a thousand.</summary>
    public required IReadOnlyList<ChainProblem> Problems { get; init; }

    /// <summary>All that were found, listed or not.</summary>
    public required long ProblemCount { get; init; }

    public bool IsIntact => ProblemCount == 0;
}
