using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>ITI-41 and ITI-42 record alike: the sender an export, the receiver an import.</summary>
internal static class SubmissionMessages
{
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context,
        CodedValue type,
        AuditedSubmission submission,
        TransactionResult result)
    {
        var kind = context.End == TransactionEnd.Client
            ? new TransactionKind(EventIds.Export, type, EventAction.Read, ServerIsSource: false)
            : new TransactionKind(EventIds.Import, type, EventAction.Create, ServerIsSource: false);
        ParticipantObject[] objects =
        [
            .. AuditObjects.Patient(submission.PatientId),
            .. AuditObjects.SubmissionSet(submission.SubmissionSetUniqueId),
        ];
        return [.. result.Outcomes.Select(outcome => TransactionMessage.Build(context, kind, outcome, objects))];
    }
}
