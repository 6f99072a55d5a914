namespace XdsDmp.Metadata.Rules;

/// <summary>
/// Where the profile leaves room, where its sources disagree, and where real traffic differs. The defaults follow the
/// Technical Framework where the NIST test tools do so too.
/// </summary>
public sealed record MetadataRuleSettings
{
    public static MetadataRuleSettings Ihe { get; } = new();

    /// <summary>French traffic: identifier types in patient ids (INS) and in the institutions of authors.</summary>
    public static MetadataRuleSettings Dmp { get; } = new()
    {
        AcceptOtherCxComponents = true,
        AcceptOtherXonComponents = true,
    };

    public SubmissionTransaction Transaction { get; init; } = SubmissionTransaction.Register;

    /// <summary>The profile wants UUIDs in lower case; some tools accept both.</summary>
    public bool AcceptUpperCaseUuids { get; init; }

    /// <summary>The schema wants an id on every Association; examples of the profile leave it out.</summary>
    public bool AcceptMissingAssociationIds { get; init; } = true;

    /// <summary>
    /// Entries, folders and folder memberships that the SubmissionSet does not have as members: against the profile,
    /// yet one of the NIST test submissions does so.
    /// </summary>
    public bool AcceptMissingMemberships { get; init; }

    /// <summary>The profile wants a display name with every code; some tools do not.</summary>
    public bool RequireDisplayNames { get; init; } = true;

    /// <summary>Characters of a DocumentEntry's title.</summary>
    public int MaxDocumentTitleLength { get; init; } = 128;

    /// <summary>Characters of the title of a SubmissionSet or Folder.</summary>
    public int MaxTitleLength { get; init; } = 256;

    /// <summary>Characters of comments: unbounded in the profile, 1024 in the schema.</summary>
    public int MaxCommentsLength { get; init; } = 64 * 1024;

    /// <summary>Characters of a slot's value: the schema's LongName.</summary>
    public int MaxSlotValueLength { get; init; } = 256;

    /// <summary>Characters of a DocumentEntry's uniqueId.</summary>
    public int MaxUniqueIdLength { get; init; } = 128;

    /// <summary>Components of a CX beside id and authority.</summary>
    public bool AcceptOtherCxComponents { get; init; }

    /// <summary>Components of an XON beside name, authority and id.</summary>
    public bool AcceptOtherXonComponents { get; init; }

    /// <summary>A sixth component of a reference id, naming the home community.</summary>
    public bool AcceptReferenceIdHome { get; init; } = true;

    /// <summary>Discouraged on On-Demand entries; some tools forbid it.</summary>
    public bool AcceptOnDemandLegalAuthenticator { get; init; } = true;

    /// <summary>sourcePatientInfo should not hold PID-2, 4, 12 and 19.</summary>
    public bool AcceptDiscouragedPidFields { get; init; }
}
