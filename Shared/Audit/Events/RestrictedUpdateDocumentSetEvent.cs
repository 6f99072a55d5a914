using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// ITI-92 Restricted Update Document Set, audit of Update Initiator and Update Responder
/// (ITI TF-2 §3.92).
/// </summary>
public static class RestrictedUpdateDocumentSetEvent
{
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context,
        AuditedSubmission submission,
        TransactionResult result) =>
        SubmissionMessages.Build(context, EventTypes.Iti92, submission, result, isUpdate: true);
}
