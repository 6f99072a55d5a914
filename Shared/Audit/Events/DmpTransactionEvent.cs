using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// The transactions of the DMP that are none of IHE's (TD0.0 to TD1.6): Patient Record. Emergency access has a record
/// of its own beside it (<see cref="EmergencyAccessEvent"/>).
/// </summary>
public static class DmpTransactionEvent
{
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context, AuditedDmpAccess access, TransactionResult result)
    {
        var type = new CodedValue(access.Number, CodeSystems.DmpTransactions, access.Name);
        var kind = new TransactionKind(EventIds.PatientRecord, type, access.Action, ServerIsSource: false);
        ParticipantObject[] patient = [.. AuditObjects.Patient(access.PatientId)];
        return [.. result.Outcomes.Select(outcome => TransactionMessage.Build(context, kind, outcome, patient))];
    }
}

/// <summary>What a record of a transaction of the DMP names.</summary>
/// <param name="Number">For instance <c>TD0.2</c>.</param>
/// <param name="Name">In words.</param>
/// <param name="Action">Create, read, update, or execute a search.</param>
/// <param name="PatientId">In CX form; null when no patient is concerned, or the message did not tell.</param>
public sealed record AuditedDmpAccess(string Number, string Name, EventAction Action, string? PatientId);
