using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// ITI-41 Provide and Register Document Set-b, audit of Document Source and Document Repository (ITI TF-2 §3.41).
/// </summary>
public static class ProvideAndRegisterDocumentSetEvent
{
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context,
        AuditedSubmission submission,
        TransactionResult result) => SubmissionMessages.Build(context, EventTypes.Iti41, submission, result);
}
