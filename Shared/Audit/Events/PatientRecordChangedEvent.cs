using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// An operator has changed at the machine itself what is kept of a patient (DICOM PS3.15 A.5.3, Patient Record).
/// </summary>
public static class PatientRecordChangedEvent
{
    /// <param name="node">Where.</param>
    /// <param name="time">When.</param>
    /// <param name="person">The operator.</param>
    /// <param name="action">C, U or D.</param>
    /// <param name="patientId">CX.</param>
    /// <param name="what">In words, without anything of the patient's.</param>
    public static AuditMessage Build(
        AuditNode node, DateTimeOffset time, LogReader person, EventAction action, string patientId, string what) =>
        new()
        {
            Event = NodeEvent.Of(EventIds.PatientRecord, type: null, action, time, AuditOutcome.Success),
            ActiveParticipants = [person.ToParticipant(), node.ToParticipant(isRequestor: false)],
            Source = node.ToSource(),
            ParticipantObjects =
            [
                .. AuditObjects.Patient(patientId, [.. AuditObjects.Detail(DetailTypes.AlertDescription, what)]),
            ],
        };
}
