namespace XdsDmp.Audit.Messages;

/// <summary>What happened, who took part, who recorded it, and what it was done to (DICOM PS3.15 A.5).</summary>
public sealed record AuditMessage
{
    public required EventIdentification Event { get; init; }

    public required IReadOnlyList<ActiveParticipant> ActiveParticipants { get; init; }

    public required AuditSourceIdentification Source { get; init; }

    public IReadOnlyList<ParticipantObject> ParticipantObjects { get; init; } = [];
}
