namespace XdsDmp.Audit.Messages;

/// <summary>
/// Outcome and the words for it (EventOutcomeDescription). The words name codes and identifiers, never health data:
/// auditors are not carers.
/// </summary>
public sealed record AuditOutcome(EventOutcome Indicator, string? Description = null)
{
    public static AuditOutcome Success { get; } = new(EventOutcome.Success);

    public bool IsSuccess => Indicator == EventOutcome.Success;
}
