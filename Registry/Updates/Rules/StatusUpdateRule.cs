using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Updates.Rules;

/// <summary>
/// UpdateAvailabilityStatus: of the latest version of a DocumentEntry, or of an association between documents or in a
/// folder, from the status that it has (ITI TF-2 §3.57.4.1.3.3).
/// </summary>
internal static class StatusUpdateRule
{
    public const string TargetRule = "MU-statusTarget";
    public const string StatusRule = "MU-status";
    public const string LifeCycleRule = "DMP-lifeCycle";
    public const string PatientRule = "MU-patientId";

    public static void Check(UpdateContext context)
    {
        foreach (var update in context.Operations.StatusUpdates)
        {
            if (Target(context, update) is { } target)
            {
                CheckStatuses(context, update, target);
            }
            else
            {
                context.Refuse(
                    RegistryErrorCode.XDSMetadataUpdateError, TargetRule, "the target has no status to be updated",
                    update, "targetObject", update.Rim.TargetObject,
                    "the latest version of a DocumentEntry, a relationship or a folder membership");
            }
        }
    }

    /// <summary>What the operation is about; null when it may not be about it.</summary>
    private static RegisteredObject? Target(UpdateContext context, Association update) =>
        context.Registration.Registered(update.Target) switch
        {
            { Kind: ObjectKind.DocumentEntry } entry when IsLatest(context, entry) => entry,
            { Kind: ObjectKind.Association } association when IsOfDocuments(context, association) => association,
            _ => null,
        };

    private static bool IsLatest(UpdateContext context, RegisteredObject entry) =>
        ObjectVersion.Latest(context.Session, ObjectVersion.LogicalIdOf(context.Session, entry.Key))?.Object.Key
            == entry.Key;

    private static bool IsOfDocuments(UpdateContext context, RegisteredObject association)
    {
        var (source, _) = RegistryObjectStore.EndsOf(context.Session, association.Key);
        return source.Kind != ObjectKind.SubmissionSet;
    }

    private static void CheckStatuses(UpdateContext context, Association update, RegisteredObject target)
    {
        var original = update.Rim.SlotValue(SlotNames.OriginalStatus);
        if (original != target.Status.ToUrn())
        {
            context.Refuse(
                RegistryErrorCode.XDSMetadataUpdateError, StatusRule, "the object is not in that status", update,
                SlotNames.OriginalStatus, original, target.Status.ToUrn());
        }

        CheckChange(context, update, target.Status);

        CheckPatient(context, update, target);
    }

    private static void CheckChange(UpdateContext context, Association update, AvailabilityStatus status)
    {
        var lifeCycle = context.Settings.LifeCycle;
        var wanted = update.Rim.SlotValue(SlotNames.NewStatus);
        if (lifeCycle.TryParse(wanted) is not { } next)
        {
            context.Refuse(
                RegistryErrorCode.XDSMetadataUpdateError, StatusRule, "no such status", update, SlotNames.NewStatus,
                wanted, string.Join(" or ", lifeCycle.Statuses.Select(s => s.ToUrn())));
        }
        else if (!lifeCycle.After(status).Contains(next))
        {
            var accepted = lifeCycle.After(status).Select(s => s.ToUrn()).ToList();
            context.Refuse(
                RegistryErrorCode.XDSMetadataUpdateError, LifeCycleRule,
                $"what is {status} does not become {next} by an update", update, SlotNames.NewStatus, wanted,
                accepted.Count == 0 ? "nothing: this status is final" : string.Join(" or ", accepted),
                new FrenchWording(
                    $"un document à l'état {status} ne passe pas à l'état {next} par une mise à jour",
                    accepted.Count == 0 ? "rien : cet état est définitif" : string.Join(" ou ", accepted)));
        }
    }

    private static void CheckPatient(UpdateContext context, Association update, RegisteredObject target)
    {
        var ofPatient = target.Kind == ObjectKind.Association
            ? RegistryObjectStore.EndsOf(context.Session, target.Key).Source
            : target;
        if (!context.Registration.IsOfPatient(ofPatient))
        {
            context.Refuse(
                RegistryErrorCode.XDSPatientIDReconciliationError, PatientRule,
                "the object belongs to another patient than the SubmissionSet", update, "targetObject",
                update.Rim.TargetObject, "an object of the SubmissionSet's patient");
        }
    }
}
