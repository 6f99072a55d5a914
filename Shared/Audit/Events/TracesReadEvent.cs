using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// Somebody was shown who did what with a patient's record (DICOM PS3.15 A.5.3, Audit Log Used): that is told, too.
/// </summary>
public static class TracesReadEvent
{
    public static CodedValue Type { get; } = new("DMP-TRACES", "XdsDmp", "List of Traces");

    /// <param name="context">Who asked.</param>
    /// <param name="patientId">CX.</param>
    /// <param name="result">What came of it.</param>
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context, string? patientId, TransactionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var kind = new TransactionKind(EventIds.AuditLogUsed, Type, EventAction.Read, ServerIsSource: false);
        return
        [
            .. result.Outcomes.Select(outcome => TransactionMessage.Build(
                context, kind, outcome, [.. AuditObjects.Patient(patientId)])),
        ];
    }
}
