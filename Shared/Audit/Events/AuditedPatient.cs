using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>A patient record that a feed touches.</summary>
/// <param name="PatientId">In CX form; null when the message did not tell.</param>
/// <param name="Action">Created, updated, or deleted: merged away.</param>
public sealed record AuditedPatient(string? PatientId, EventAction Action);
