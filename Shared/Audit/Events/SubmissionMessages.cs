using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// ITI-41, 42 and 61 record alike, the sender an export, the receiver an import; ITI-57 and 92 too, with the action U.
/// </summary>
internal static class SubmissionMessages
{
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context,
        CodedValue type,
        AuditedSubmission submission,
        TransactionResult result,
        bool isUpdate = false)
    {
        var (export, import) = isUpdate
            ? (EventAction.Update, EventAction.Update)
            : (EventAction.Read, EventAction.Create);
        var kind = context.End == TransactionEnd.Client
            ? new TransactionKind(EventIds.Export, type, export, ServerIsSource: false)
            : new TransactionKind(EventIds.Import, type, import, ServerIsSource: false);
        ParticipantObject[] objects =
        [
            .. AuditObjects.Patient(submission.PatientId),
            .. AuditObjects.SubmissionSet(submission.SubmissionSetUniqueId),
        ];
        return [.. result.Outcomes.Select(outcome => TransactionMessage.Build(context, kind, outcome, objects))];
    }
}
