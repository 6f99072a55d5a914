using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// ITI-61 Register On-Demand Document Entry, audit of On-Demand Document Source and Document Registry
/// (ITI TF-2 §3.61).
/// </summary>
public static class RegisterOnDemandDocumentEntryEvent
{
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context,
        AuditedSubmission submission,
        TransactionResult result) => SubmissionMessages.Build(context, EventTypes.Iti61, submission, result);
}
