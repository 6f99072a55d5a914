using XdsDmp.Audit.Messages;

namespace XdsDmp.Registry.Dmp.Traces;

/// <summary>One act on a DMP, as the audit trail tells it: who, as what, from where, how, what, when.</summary>
internal sealed record TraceLine
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>PS_IdNat, the INS of a patient, or an identifier within a structure.</summary>
    public required string UserId { get; init; }

    public string? UserName { get; init; }

    /// <summary>Profession, and speciality where there is one.</summary>
    public IReadOnlyList<CodedValue> Roles { get; init; } = [];

    public string? StructureId { get; init; }

    /// <summary>SAnn.</summary>
    public string? Sector { get; init; }

    /// <summary>normal, bris_de_glace, centre_15.</summary>
    public required string Mode { get; init; }

    /// <summary>Done in a connexion secrète.</summary>
    public bool IsSecret { get; init; }

    public required TraceAction Action { get; init; }

    /// <summary>ITI-43, TD0.3, …</summary>
    public required string Transaction { get; init; }

    public bool IsSuccess { get; init; }

    /// <summary>Why the glass was broken.</summary>
    public string? Reason { get; init; }

    /// <summary>uniqueIds.</summary>
    public IReadOnlyList<TracedDocument> Documents { get; init; } = [];

    /// <summary>uniqueIds of submission sets, whose documents the registry knows.</summary>
    public IReadOnlyList<string> SubmissionSets { get; init; } = [];

    public bool IsEmergency => Mode is not (TraceReader.Normal or "");
}

/// <summary>A document that an act was about.</summary>
/// <param name="UniqueId">DocumentEntry.uniqueId.</param>
/// <param name="Title">Null where the reader of the traces does not see the document.</param>
internal sealed record TracedDocument(string UniqueId, string? Title = null);

/// <summary>What was done; the names stand in the answer.</summary>
internal enum TraceAction
{
    /// <summary>TD3.1.</summary>
    Search,

    /// <summary>TD3.2.</summary>
    Retrieve,

    /// <summary>TD2.1, TD2.2.</summary>
    Feed,

    /// <summary>TD3.3: other visibility, other status.</summary>
    Update,

    /// <summary>Metadata or documents were removed.</summary>
    Remove,

    /// <summary>Bris de glace, centre 15: beside the line of what was done then.</summary>
    EmergencyAccess,

    /// <summary>Consent, authorisations, administrative data: TD0.x, TD1.x.</summary>
    Administration,

    /// <summary>This very list was read.</summary>
    ReadTraces,
}
