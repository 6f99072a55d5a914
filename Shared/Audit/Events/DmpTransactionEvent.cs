using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// The transactions of the DMP that are none of IHE's (TD0.0 to TD1.6): Patient Record. An access without the patient's
/// authorisation in an emergency (bris de glace) leaves an alert of its own beside it (DICOM PS3.15 A.5.3, Emergency
/// Override).
/// </summary>
public static class DmpTransactionEvent
{
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context, AuditedDmpAccess access, TransactionResult result)
    {
        var type = new CodedValue(access.Number, CodeSystems.DmpTransactions, access.Name);
        var kind = new TransactionKind(EventIds.PatientRecord, type, access.Action, ServerIsSource: false);
        ParticipantObject[] patient = [.. AuditObjects.Patient(access.PatientId)];
        var records = result.Outcomes.Select(
            outcome => TransactionMessage.Build(context, kind, outcome, patient));
        return access.BreakGlassReason is { } reason
            ? [.. records, .. result.Outcomes.Select(outcome => BreakGlass(context, access, reason, outcome))]
            : [.. records];
    }

    /// <summary>The reason is the professional's own text: kept, and nowhere else than here.</summary>
    private static AuditMessage BreakGlass(
        AuditContext context, AuditedDmpAccess access, string reason, AuditOutcome outcome)
    {
        var kind = new TransactionKind(
            EventIds.SecurityAlert, EventTypes.EmergencyOverride, EventAction.Execute, ServerIsSource: false);
        ObjectDetail[] details =
        [
            .. AuditObjects.Detail(DetailTypes.AlertDescription, $"bris de glace: {reason}"),
            .. AuditObjects.Detail(DetailTypes.Transaction, access.Number),
        ];
        return TransactionMessage.Build(context, kind, outcome, [.. AuditObjects.Patient(access.PatientId, details)]);
    }
}

/// <summary>What a record of a transaction of the DMP names.</summary>
/// <param name="Number">For instance <c>TD0.2</c>.</param>
/// <param name="Name">In words.</param>
/// <param name="Action">Create, read, update, or execute a search.</param>
/// <param name="PatientId">In CX form; null when no patient is concerned, or the message did not tell.</param>
public sealed record AuditedDmpAccess(string Number, string Name, EventAction Action, string? PatientId)
{
    /// <summary>Null: no bris de glace.</summary>
    public string? BreakGlassReason { get; init; }
}
