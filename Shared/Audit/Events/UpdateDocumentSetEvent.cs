using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// ITI-57 Update Document Set, audit of Document Administrator and Document Registry
/// (ITI TF-2 §3.57).
/// </summary>
public static class UpdateDocumentSetEvent
{
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context,
        AuditedSubmission submission,
        TransactionResult result) =>
        SubmissionMessages.Build(context, EventTypes.Iti57, submission, result, isUpdate: true);
}
