using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Metadata.Model;
using XdsDmp.Sql;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// A patient's demographics have changed: ADT A08 of ITI-8, "record revised" of ITI-44. A registry keeps none and
/// ignores it (ITI TF-2 §3.8.4.1.3).
/// </summary>
/// <param name="Patients">The identifiers of this affinity domain; may be none.</param>
internal sealed record PatientUpdate(IReadOnlyList<PatientId> Patients) : PatientChange
{
    public override IReadOnlyList<PatientId> Patients { get; } = Patients;

    public override IReadOnlyList<AuditedPatient> Audited => [.. Patients.Select(p => Record(p, EventAction.Update))];

    public override IReadOnlyList<FeedError> Apply(WriteSession session, DateTimeOffset now) => [];
}
