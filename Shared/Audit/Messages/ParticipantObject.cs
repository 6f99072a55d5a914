namespace XdsDmp.Audit.Messages;

/// <summary>
/// What the event was done to (ParticipantObjectIdentification, DICOM PS3.15 A.5). It has a name or a query, never
/// both.
/// </summary>
public sealed record ParticipantObject
{
    public required string Id { get; init; }

    public required CodedValue IdTypeCode { get; init; }

    public required ObjectType Type { get; init; }

    public ObjectRole? Role { get; init; }

    public DataLifeCycle? LifeCycle { get; init; }

    public string? Sensitivity { get; init; }

    public string? Name { get; init; }

    /// <summary>The query as it was on the wire; written as base64.</summary>
    public ReadOnlyMemory<byte>? Query { get; init; }

    public IReadOnlyList<ObjectDetail> Details { get; init; } = [];
}
