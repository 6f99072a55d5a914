using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>A document that was asked for, and whether it was handed over.</summary>
public sealed record AuditedDocument(string UniqueId, string RepositoryUniqueId, AuditOutcome Outcome)
{
    public string? HomeCommunityId { get; init; }

    /// <summary>In CX form, when known.</summary>
    public string? PatientId { get; init; }
}
