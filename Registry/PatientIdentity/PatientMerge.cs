using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// Two identifiers turn out to be one patient's: ADT A40 of ITI-8 (ITI TF-2 §3.8.4.2), "duplicates resolved" of ITI-44.
/// It cannot be undone. Objects stay under the identifier with which they were registered; queries follow the merge.
/// </summary>
/// <param name="Subsumed">Ends.</param>
/// <param name="Surviving">Stands for both from now on.</param>
/// <param name="Names">For refusals.</param>
internal sealed record PatientMerge(PatientId Subsumed, PatientId Surviving, FeedNames Names) : PatientChange
{
    public override IReadOnlyList<PatientId> Patients => [Subsumed, Surviving];

    public override IReadOnlyList<AuditedPatient> Audited =>
        [Record(Subsumed, EventAction.Delete), Record(Surviving, EventAction.Update)];

    public override IReadOnlyList<FeedError> Apply(WriteSession session, DateTimeOffset now)
    {
        if (Subsumed == Surviving)
        {
            return
            [
                Refusal(
                    "PIF-different", "the subsumed and the surviving identifier are the same", Names.Subsumed, Subsumed,
                    $"an identifier other than that in {Names.Patient}"),
            ];
        }

        var subsumed = PatientStore.Find(session, Subsumed);
        var surviving = PatientStore.Find(session, Surviving);
        FeedError[] errors =
        [
            .. Check(Names.Subsumed, Subsumed, subsumed?.State), .. Check(Names.Patient, Surviving, surviving?.State),
        ];
        if (errors.Length == 0)
        {
            DmpMerge.Follow(session, subsumed!.Value.Key, surviving!.Value.Key, now);
            PatientStore.Merge(session, subsumed!.Value.Key, surviving!.Value.Key, now);
        }

        return errors;
    }

    private IEnumerable<FeedError> Check(string place, PatientId patient, PatientState? state)
    {
        if (state is null)
        {
            yield return Refusal(
                "PIF-known", "this identifier is not known to the registry", place, patient,
                "an identifier that was announced before");
        }
        else if (state == PatientState.Subsumed)
        {
            yield return Refusal(
                "PIF-notSubsumed", "this identifier was already merged into another one", place, patient,
                "an identifier that is still in use");
        }
    }

    private FeedError Refusal(string rule, string problem, string place, PatientId patient, string accepted) => new(
        FeedErrorCode.UnknownKeyIdentifier,
        new Explanation(rule, problem, place, patient.ToString(), accepted, Names.Source));
}
