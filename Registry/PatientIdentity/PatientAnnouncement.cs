using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// A patient is there: ADT A01, A04, A05 of ITI-8, "record added" of ITI-44. One that is known already stays as it is,
/// since a patient is admitted more than once.
/// </summary>
/// <param name="Patients">The identifiers of this affinity domain; at least one.</param>
/// <param name="Names">For refusals.</param>
internal sealed record PatientAnnouncement(IReadOnlyList<PatientId> Patients, FeedNames Names) : PatientChange
{
    public override IReadOnlyList<PatientId> Patients { get; } = Patients;

    public override IReadOnlyList<AuditedPatient> Audited => [.. Patients.Select(p => Record(p, EventAction.Create))];

    public override IReadOnlyList<FeedError> Apply(WriteSession session, DateTimeOffset now)
    {
        var known = Patients.ToDictionary(p => p, p => PatientStore.Find(session, p));
        var subsumed = Patients.Where(p => known[p] is { State: PatientState.Subsumed }).ToList();
        if (subsumed.Count > 0)
        {
            return [.. subsumed.Select(WasMerged)];
        }

        foreach (var patient in Patients.Where(p => known[p] is null))
        {
            PatientStore.Add(session, patient);
        }

        return [];
    }

    /// <summary>
    /// A merge is final. To acknowledge would promise submissions that the registry then refuses.
    /// </summary>
    private FeedError WasMerged(PatientId patient) => new(
        FeedErrorCode.UnknownKeyIdentifier,
        new Explanation(
            "PIF-notSubsumed", "this identifier was merged into another one and cannot come back", Names.Patient,
            patient.ToString(), "the surviving identifier", Names.Source));
}
