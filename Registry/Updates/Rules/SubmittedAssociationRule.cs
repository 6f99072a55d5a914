using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Updates.Rules;

/// <summary>
/// SubmitAssociation: a relationship between registered documents, or the membership of a registered document in a
/// registered folder; Approved all, of one patient, and not said before (ITI TF-2 §3.57.4.1.3.3).
/// </summary>
internal static class SubmittedAssociationRule
{
    public const string EndRule = "MU-associationEnd";
    public const string DuplicateRule = "MU-associationTwice";

    public static void Check(UpdateContext context)
    {
        foreach (var submitted in context.Operations.Associations.Select(s => s.Association))
        {
            var sourceKind = submitted.IsRelationship ? ObjectKind.DocumentEntry : ObjectKind.Folder;
            var source = CheckEnd(context, submitted, submitted.Source, "sourceObject", sourceKind);
            var target = CheckEnd(context, submitted, submitted.Target, "targetObject", ObjectKind.DocumentEntry);
            if (source is not null && target is not null)
            {
                CheckIsNew(context, submitted, source, target);
            }
        }
    }

    private static RegisteredObject? CheckEnd(
        UpdateContext context, Association association, ObjectId id, string attribute, ObjectKind kind)
    {
        var found = context.Registration.Registered(id);
        if (found?.Kind != kind || found.Status != AvailabilityStatus.Approved)
        {
            context.Refuse(
                RegistryErrorCode.XDSMetadataUpdateError, EndRule,
                found is null ? "no such object is registered"
                    : found.Kind != kind ? $"the object is a {found.Kind}" : $"the {kind} is {found.Status}",
                association, attribute, id.ToString(), $"the id of a registered, Approved {kind}");
            return null;
        }

        if (context.SuccessorOf(found) is { } successor)
        {
            context.Refuse(
                RegistryErrorCode.XDSMetadataUpdateError, EndRule, "the object gets a new version in this submission",
                association, attribute, id.ToString(), $"a submission of its own, about {successor.Object.Id}");
        }

        if (!context.Registration.IsOfPatient(found))
        {
            context.Refuse(
                RegistryErrorCode.XDSPatientIDReconciliationError, StatusUpdateRule.PatientRule,
                "the object belongs to another patient than the SubmissionSet", association, attribute, id.ToString(),
                "objects of the SubmissionSet's patient");
        }

        return found;
    }

    private static void CheckIsNew(
        UpdateContext context, Association association, RegisteredObject source, RegisteredObject target)
    {
        if (source.Key == target.Key)
        {
            context.Refuse(
                RegistryErrorCode.XDSMetadataUpdateError, EndRule, "a relationship of a document with itself",
                association, "targetObject", association.Rim.TargetObject, "another document");
            return;
        }

        var twice = context.Operations.Associations.Count(other =>
            other.Association.Source == association.Source && other.Association.Target == association.Target
            && other.Association.Type == association.Type) > 1;
        if (twice || RegistryObjectStore.AreAssociated(
            context.Session, association.Type!.Value, source.Key, target.Key))
        {
            context.Refuse(
                RegistryErrorCode.XDSMetadataUpdateError, DuplicateRule,
                "the objects have this association already", association, "targetObject",
                association.Rim.TargetObject, "an association that is new, or was Deprecated");
        }
    }
}
