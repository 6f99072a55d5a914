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

        if (AvailabilityStatuses.TryParse(update.Rim.SlotValue(SlotNames.NewStatus)) is null)
        {
            context.Refuse(
                RegistryErrorCode.XDSMetadataUpdateError, StatusRule, "no such status", update, SlotNames.NewStatus,
                update.Rim.SlotValue(SlotNames.NewStatus), $"{XdsUrns.StatusApproved} or {XdsUrns.StatusDeprecated}");
        }

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
