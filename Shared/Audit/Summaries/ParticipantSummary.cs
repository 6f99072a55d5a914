using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries;

/// <summary>ActiveParticipant as it was sent.</summary>
public sealed record ParticipantSummary
{
    public string? UserId { get; init; }

    public string? AlternativeUserId { get; init; }

    public string? UserName { get; init; }

    public bool? IsRequestor { get; init; }

    public string? NetworkAccessPointId { get; init; }

    public string? NetworkAccessPointTypeCode { get; init; }

    public CodedValue? UserIdTypeCode { get; init; }

    public IReadOnlyList<CodedValue> RoleIdCodes { get; init; } = [];

    public CodedValue? MediaType { get; init; }
}
