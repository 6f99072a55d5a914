using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>The frame of an event that is no transaction.</summary>
internal static class NodeEvent
{
    public static EventIdentification Of(
        CodedValue id,
        CodedValue? type,
        EventAction action,
        DateTimeOffset time,
        AuditOutcome outcome) => new()
        {
            Id = id,
            TypeCodes = type is null ? [] : [type],
            Action = action,
            Time = time,
            Outcome = outcome,
        };
}
