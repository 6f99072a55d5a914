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

    /// <summary>In the order of the records; at most a thousand.</summary>
    public required IReadOnlyList<ChainProblem> Problems { get; init; }

    /// <summary>All that were found, listed or not.</summary>
    public required long ProblemCount { get; init; }

    public bool IsIntact => ProblemCount == 0;
}
