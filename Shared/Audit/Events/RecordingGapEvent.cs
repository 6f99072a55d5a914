using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// Audit messages were sent and are not among the records (DICOM PS3.15 A.5.3, Security Alert, Audit Recording
/// Stopped): nobody knows what they said, but that they are missing must be on record.
/// </summary>
public static class RecordingGapEvent
{
    /// <param name="node">Who missed them.</param>
    /// <param name="time">When that was noticed.</param>
    /// <param name="logUri">The log that lacks them.</param>
    /// <param name="description">How many, and why.</param>
    public static AuditMessage Build(AuditNode node, DateTimeOffset time, string logUri, string description) => new()
    {
        Event = NodeEvent.Of(
            EventIds.SecurityAlert,
            EventTypes.AuditRecordingStopped,
            EventAction.Execute,
            time,
            new AuditOutcome(EventOutcome.SeriousFailure, description)),
        ActiveParticipants = [node.ToParticipant(isRequestor: true)],
        Source = node.ToSource(),
        ParticipantObjects =
        [
            AuditLogUsedEvent.Log(logUri) with
            {
                Details = [new ObjectDetail(DetailTypes.AlertDescription, description)],
            },
        ],
    };
}
