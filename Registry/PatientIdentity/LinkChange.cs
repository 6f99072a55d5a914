using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// ITI-64: a local identifier, under which a source submits, belongs to another patient of the affinity domain than
/// was thought, or has taken the place of another local one (XAD-PID Change Management supplement, ITI TF-2 §3.64).
/// </summary>
/// <param name="NewXadPid">patientId of the affinity domain from now on.</param>
/// <param name="LocalId">The source's identifier (sourcePatientId) that is linked to it.</param>
/// <param name="PreviousXadPid">patientId so far; the same when only local identifiers are merged.</param>
/// <param name="SubsumedLocalId">The local identifier that ends, if one does.</param>
/// <param name="Sender">OID of the sender (MSH-3): sourceId of the SubmissionSet that the change makes.</param>
internal sealed record LinkChange(
    PatientId NewXadPid, PatientId LocalId, PatientId PreviousXadPid, PatientId? SubsumedLocalId, string? Sender)
    : PatientChange
{
    private static readonly FeedNames Names = FeedNames.Iti64;

    public override IReadOnlyList<AuditedPatient> Audited =>
        [.. new[] { NewXadPid, PreviousXadPid }.Distinct().Select(p => Record(p, EventAction.Update))];

    public override IReadOnlyList<FeedError> Apply(WriteSession session, DateTimeOffset now)
    {
        FeedError[] errors =
        [
            .. CheckDifference(), .. CheckKnown(session, Names.Patient, NewXadPid),
            .. CheckKnown(session, Names.Subsumed, PreviousXadPid),
        ];

        // Here the entries of PreviousXadPid whose sourcePatientId is LocalId, or SubsumedLocalId, get a new version.
        return errors.Length > 0 ? errors : [NotBuilt()];
    }

    private IEnumerable<FeedError> CheckDifference()
    {
        if (NewXadPid == PreviousXadPid && (SubsumedLocalId is null || SubsumedLocalId == LocalId))
        {
            yield return Refusal(
                FeedErrorCode.DataTypeError, "PIF-different", "neither the patient nor the local identifier changes",
                Names.Subsumed, PreviousXadPid.ToString(), "another patient, or a local identifier that is subsumed");
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

    private static FeedError NotBuilt() => Refusal(
        FeedErrorCode.ApplicationInternalError, "PIF-linkChange",
        "link changes are read and checked, but not carried out in this version; nothing was changed", null, null, null);

    private static FeedError Refusal(
        FeedErrorCode code, string rule, string problem, string? place, string? value, string? accepted) =>
        new(code, new Explanation(rule, problem, place, value, accepted, Names.Source));
}
