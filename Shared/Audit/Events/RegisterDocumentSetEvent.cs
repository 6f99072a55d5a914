using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// ITI-42 Register Document Set-b, audit of Document Repository and Document Registry (ITI TF-2 §3.42).
/// </summary>
public static class RegisterDocumentSetEvent
{
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context,
        AuditedSubmission submission,
        TransactionResult result) => SubmissionMessages.Build(context, EventTypes.Iti42, submission, result);
}
