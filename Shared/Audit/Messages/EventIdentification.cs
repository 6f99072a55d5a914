namespace XdsDmp.Audit.Messages;

/// <summary>The event itself: kind, action, time, outcome (DICOM PS3.15 A.5).</summary>
public sealed record EventIdentification
{
    public required CodedValue Id { get; init; }

    public IReadOnlyList<CodedValue> TypeCodes { get; init; } = [];

    public required EventAction Action { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required AuditOutcome Outcome { get; init; }

    public IReadOnlyList<CodedValue> PurposesOfUse { get; init; } = [];
}
