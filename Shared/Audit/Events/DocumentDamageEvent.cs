using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// A stored document is not what was stored any more (DICOM PS3.15 A.5.3, Security Alert; CID 401 has no type for that,
/// so the type is ours).
/// </summary>
public static class DocumentDamageEvent
{
    /// <param name="node">Where it is stored.</param>
    /// <param name="time">When that was noticed.</param>
    /// <param name="uniqueId">Of the document.</param>
    /// <param name="patientId">Whose it is, in CX form, when known.</param>
    /// <param name="description">How it shows.</param>
    public static AuditMessage Build(
        AuditNode node, DateTimeOffset time, string uniqueId, string? patientId, string description) => Build(
            node, time, uniqueId, patientId, description, EventTypes.DocumentDamaged, EventOutcome.SeriousFailure);

    /// <summary>It is again what was stored.</summary>
    public static AuditMessage BuildRepaired(
        AuditNode node, DateTimeOffset time, string uniqueId, string? patientId, string description) => Build(
            node, time, uniqueId, patientId, description, EventTypes.DocumentRepaired, EventOutcome.Success);

    private static AuditMessage Build(
        AuditNode node, DateTimeOffset time, string uniqueId, string? patientId, string description, CodedValue type,
        EventOutcome outcome) => new()
        {
            Event = NodeEvent.Of(
                EventIds.SecurityAlert, type, EventAction.Execute, time, new AuditOutcome(outcome, description)),
            ActiveParticipants = [node.ToParticipant(isRequestor: true)],
            Source = node.ToSource(),
            ParticipantObjects =
            [
                .. AuditObjects.Patient(patientId),
                new ParticipantObject
                {
                    Id = uniqueId,
                    IdTypeCode = ObjectIdTypes.ReportNumber,
                    Type = ObjectType.SystemObject,
                    Role = ObjectRole.Report,
                    Details = [new ObjectDetail(DetailTypes.AlertDescription, description)],
                },
            ],
        };
}
