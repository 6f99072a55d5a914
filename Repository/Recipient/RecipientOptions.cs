namespace XdsDmp.Repository.Recipient;

/// <summary>Section <c>Repository:Recipient</c>: the Document Recipient of XDR, beside the repository.</summary>
public sealed record RecipientOptions
{
    /// <summary>Takes ITI-41 at /recipient, on the repository's port.</summary>
    public bool Enabled { get; init; }

    /// <summary>Accepts what a Metadata-Limited Document Source sends.</summary>
    public bool LimitedMetadata { get; init; } = true;

    /// <summary>
    /// Authorities whose patients are known here, by their OIDs; empty: there is no telling, everybody is.
    /// </summary>
    public IReadOnlyList<string> AssigningAuthorities { get; init; } = [];

    /// <summary>Accept, Queue or Refuse: patients of other authorities, or none at all.</summary>
    public UnknownRecipientPatients UnknownPatients { get; init; } = UnknownRecipientPatients.Queue;

    /// <summary>Specific or General: how the sender is told that relationships are kept but not acted on.</summary>
    public RelationshipWarnings RelationshipWarnings { get; init; } = RelationshipWarnings.Specific;

    /// <summary>Submissions that may wait to be fetched.</summary>
    public int MaxWaiting { get; init; } = 100_000;
}

/// <summary>What becomes of a submission whose patient is not known.</summary>
public enum UnknownRecipientPatients
{
    Accept,

    /// <summary>It is marked, for somebody to find out, and the sender told: DocumentQueued.</summary>
    Queue,

    /// <summary>XDSUnknownPatientId.</summary>
    Refuse,
}

/// <summary>Under which codes relationships are reported that are not processed.</summary>
public enum RelationshipWarnings
{
    /// <summary>One for each kind: PartialReplaceContentNotProcessed, and so on.</summary>
    Specific,

    /// <summary>PartialRelationshipContentNotProcessed for all.</summary>
    General,
}
