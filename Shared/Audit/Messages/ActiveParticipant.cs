namespace XdsDmp.Audit.Messages;

/// <summary>A person or process that took part in the event (DICOM PS3.15 A.5).</summary>
public sealed record ActiveParticipant
{
    public required string UserId { get; init; }

    public string? AlternativeUserId { get; init; }

    public string? UserName { get; init; }

    public required bool IsRequestor { get; init; }

    public NetworkAccessPoint? NetworkAccessPoint { get; init; }

    public IReadOnlyList<CodedValue> RoleIdCodes { get; init; } = [];

    /// <summary>MediaIdentifier/MediaType.</summary>
    public CodedValue? MediaType { get; init; }
}
