using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Registry.Updates;
using XdsDmp.Security.Systems;
using XdsDmp.Sql;

namespace XdsDmp.Registry.PatientIdentity.LinkChanges;

/// <summary>
/// ITI-64 carried out (XAD-PID Change Management supplement, ITI TF-2 §3.64.4.1.3): the registry itself submits new
/// versions of the entries and folders that belong to the local identifier, by the rules of Metadata Update.
/// </summary>
internal sealed record LinkChangeUpdate(LinkChange Link, RegistryNode Registry) : PatientChange
{
    private static readonly FeedNames Names = FeedNames.Iti64;

    public override IReadOnlyList<PatientId> Patients => [Link.NewXadPid, Link.PreviousXadPid];

    public override IReadOnlyList<AuditedPatient> Audited =>
        [.. new[] { Link.NewXadPid, Link.PreviousXadPid }.Distinct().Select(p => Record(p, EventAction.Update))];

    public override IReadOnlyList<FeedError> Apply(WriteSession session, DateTimeOffset now)
    {
        FeedError[] errors =
        [
            .. CheckDifference(), .. CheckKnown(session, Names.Patient, Link.NewXadPid),
            .. CheckKnown(session, Names.Subsumed, Link.PreviousXadPid),
        ];
        if (errors.Length > 0)
        {
            return errors;
        }

        var affected = AffectedObjects.Find(session, Link);
        if (affected.Entries.Count == 0)
        {
            return [];
        }

        var time = Hl7Time.Of(now);
        var submission = LinkChangeSubmission.Of(Link, affected, Registry.LinkChangeContentType, time);
        var refused = new Updater(Registry, UpdateSettings.LinkChange, KnownSystem.Anybody)
            .Prepare(submission, time)(session);
        return [.. refused.Where(e => e.Severity == ErrorSeverity.Error).Select(NotPossible)];
    }

    private IEnumerable<FeedError> CheckDifference()
    {
        if (!Link.ChangesPatient && Link.FormerLocalId == Link.LocalId)
        {
            yield return Refusal(
                FeedErrorCode.DataTypeError, "PIF-different", "neither the patient nor the local identifier changes",
                Names.Subsumed, Link.PreviousXadPid.ToString(),
                "another patient, or a local identifier that is subsumed");
        }
    }

    private static IEnumerable<FeedError> CheckKnown(ReadSession session, string place, PatientId patient)
    {
        if (PatientStore.Find(session, patient) is not { State: PatientState.Active })
        {
            yield return Refusal(
                FeedErrorCode.UnknownKeyIdentifier, "PIF-known", "this identifier is not in use", place,
                patient.ToString(), "an identifier that was announced and not merged away");
        }
    }

    private static FeedError NotPossible(RegistryError error) => Refusal(
        FeedErrorCode.ApplicationInternalError, "PIF-linkChange",
        $"the entries could not get new versions; nothing was changed: {error.Code}: {error.Context}", null, null,
        null);

    private static FeedError Refusal(
        FeedErrorCode code, string rule, string problem, string? place, string? value, string? accepted) =>
        new(code, new Explanation(rule, problem, place, value, accepted, Names.Source));
}
