using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// Somebody on this machine took a received submission out of the inbox of the Document Recipient (DICOM PS3.15 A.5.3,
/// Export), or deleted it there.
/// </summary>
public static class InboxEvent
{
    public static AuditMessage Exported(AuditNode node, DateTimeOffset time, AuditedSubmission what, string person) =>
        Build(NodeEvent.Of(EventIds.Export, null, EventAction.Read, time, AuditOutcome.Success), node, what, person);

    public static AuditMessage Deleted(AuditNode node, DateTimeOffset time, AuditedSubmission what, string person) =>
        Build(
            NodeEvent.Of(EventIds.PatientRecord, null, EventAction.Delete, time, AuditOutcome.Success), node, what,
            person);

    private static AuditMessage Build(
        EventIdentification what, AuditNode node, AuditedSubmission submission, string person) => new()
        {
            Event = what,
            ActiveParticipants =
            [
                node.ToParticipant(isRequestor: false) with { RoleIdCodes = [RoleIds.Application] },
                new ActiveParticipant { UserId = person, IsRequestor = true },
            ],
            Source = node.ToSource(),
            ParticipantObjects =
            [
                .. AuditObjects.Patient(submission.PatientId),
                .. AuditObjects.SubmissionSet(submission.SubmissionSetUniqueId),
            ],
        };
}
