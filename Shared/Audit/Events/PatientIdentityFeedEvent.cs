using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// The patient identity feeds ITI-8 (ITI TF-2 §3.8.5), ITI-44 (§3.44.5) and ITI-64 (§3.64.5), audit of source and
/// registry: Patient Record.
/// </summary>
public static class PatientIdentityFeedEvent
{
    public static IReadOnlyList<AuditMessage> BuildIti8(
        AuditContext context, string? messageControlId, IReadOnlyList<AuditedPatient> patients,
        TransactionResult result) =>
        Build(context, EventTypes.Iti8, Detail(DetailTypes.MessageControlId, messageControlId), patients, result);

    public static IReadOnlyList<AuditMessage> BuildIti44(
        AuditContext context, string? messageId, IReadOnlyList<AuditedPatient> patients, TransactionResult result) =>
        Build(context, EventTypes.Iti44, Detail(DetailTypes.MessageId, messageId), patients, result);

    public static IReadOnlyList<AuditMessage> BuildIti64(
        AuditContext context, string? messageControlId, IReadOnlyList<AuditedPatient> patients,
        TransactionResult result) =>
        Build(context, EventTypes.Iti64, Detail(DetailTypes.MessageControlId, messageControlId), patients, result);

    private static ObjectDetail[] Detail(string type, string? value) => [.. AuditObjects.Detail(type, value)];

    /// <summary>
    /// One patient per message. A merge is two records: the subsumed one ends, the surviving one changes. A message
    /// that was refused before its patients were known is recorded without.
    /// </summary>
    private static IReadOnlyList<AuditMessage> Build(
        AuditContext context,
        CodedValue type,
        ObjectDetail[] details,
        IReadOnlyList<AuditedPatient> patients,
        TransactionResult result) =>
    [
        .. from patient in patients.DefaultIfEmpty(new AuditedPatient(null, EventAction.Update))
           from outcome in result.Outcomes
           select TransactionMessage.Build(
               context,
               new TransactionKind(EventIds.PatientRecord, type, patient.Action, ServerIsSource: false),
               outcome,
               [.. AuditObjects.Patient(patient.PatientId, details)]),
    ];
}
