namespace XdsDmp.Audit.Summaries;

/// <summary>
/// What an audit message of any dialect says, as far as it could be read: the index of the record, never the record
/// itself, which is the bytes that arrived.
/// </summary>
public sealed record AuditSummary
{
    /// <summary>The whole message was read. When it was cut off or broken, this holds what stood before.</summary>
    public bool IsParsed { get; init; }

    public EventSummary Event { get; init; } = new();

    public IReadOnlyList<ParticipantSummary> Participants { get; init; } = [];

    /// <summary>One, except in RFC 3881.</summary>
    public IReadOnlyList<SourceSummary> Sources { get; init; } = [];

    public IReadOnlyList<ObjectSummary> Objects { get; init; } = [];

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public string? SourceId => Sources.Count > 0 ? Sources[0].SourceId : null;

    public string? EnterpriseSiteId => Sources.Count > 0 ? Sources[0].EnterpriseSiteId : null;
}
