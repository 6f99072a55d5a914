using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Submissions.Rules;

/// <summary>
/// Ends of associations that lie in the registry: they exist, are of the right kind, Approved and of the same patient
/// (ITI TF-3 §4.2.2, TF-2 §3.42.4.1.3.3).
/// </summary>
internal static class AssociationEndRule
{
    public const string ResolvedRule = "REG-reference";
    public const string KindRule = "REG-referenceKind";
    public const string ApprovedRule = "REG-referenceApproved";
    public const string PatientRuleId = "REG-referencePatient";
    public const string SnapshotRule = "REG-snapshot";
    public const string TransformRule = "REG-appendToTransform";
    private const string Source = "ITI TF-3 §4.2.2";

    public static void Check(RegistrationContext context)
    {
        foreach (var association in context.Submission.Associations)
        {
            CheckSource(context, association);
            CheckTarget(context, association);
        }
    }

    /// <summary>Only a Folder may be a source that is registered already: a document is put into it.</summary>
    private static void CheckSource(RegistrationContext context, Association association)
    {
        if (context.Submitted(association.Source) is null
            && Resolve(context, association, association.Source, "sourceObject", ObjectKind.Folder) is { } folder)
        {
            CheckSamePatient(context, association, folder);
        }
    }

    private static void CheckTarget(RegistrationContext context, Association association)
    {
        var isReplacement = association.Type!.Value.Replaces();
        if (context.Submitted(association.Target) is { } submitted)
        {
            CheckSubmittedTarget(context, association, submitted, isReplacement);
        }
        else if (Resolve(context, association, association.Target, "targetObject",
            ObjectKind.DocumentEntry) is { } entry)
        {
            CheckRelationship(context, association, entry);
            // What a SubmissionSet refers to may be another patient's (ITI TF-3 §4.1.4.1).
            if (association.SubmissionSetStatus != "Reference")
            {
                CheckSamePatient(context, association, entry);
            }
        }
    }

    /// <summary>A snapshot is the Stable form of an On-Demand entry; a transformation is not appended to.</summary>
    private static void CheckRelationship(
        RegistrationContext context, Association association, RegisteredObject entry)
    {
        if (association.Type == AssociationType.IsSnapshotOf
            && !(RegistryObjectStore.IsOnDemand(context.Session, entry.Key)
                && context.Submitted(association.Source) is DocumentEntry { IsOnDemand: false }))
        {
            Refuse(context, association, RegistryErrorCode.XDSRegistryMetadataError, SnapshotRule,
                "a snapshot is a Stable entry made of an On-Demand entry", "targetObject", association.Target,
                "from a Stable to an On-Demand DocumentEntry");
        }

        if (association.Type == AssociationType.Append && RegistryObjectStore.IsTransform(context.Session, entry.Key))
        {
            Refuse(context, association, RegistryErrorCode.XDSRegistryMetadataError, TransformRule,
                "an addendum to a transformation", "targetObject", association.Target,
                "the document that was transformed");
        }
    }

    private static void CheckSubmittedTarget(
        RegistrationContext context, Association association, MetadataObject target, bool isReplacement)
    {
        if (isReplacement)
        {
            Refuse(context, association, RegistryErrorCode.UnresolvedReferenceException, ResolvedRule,
                $"a document cannot replace {target.Kind} {target.Id} of its own submission", "targetObject",
                association.Target, "a registered DocumentEntry");
        }
    }

    private static RegisteredObject? Resolve(
        RegistrationContext context, Association association, ObjectId id, string attribute, ObjectKind kind)
    {
        if (context.Registered(id) is not { } found)
        {
            Refuse(context, association, RegistryErrorCode.UnresolvedReferenceException, ResolvedRule,
                "no object with this id is in the registry or in the submission", attribute, id, $"the id of a {kind}");
            return null;
        }

        if (found.Kind != kind)
        {
            Refuse(context, association, RegistryErrorCode.XDSRegistryMetadataError, KindRule,
                $"{association.Type} cannot end at a {found.Kind}", attribute, id, $"the id of a {kind}");
            return null;
        }

        if (found.Status != AvailabilityStatus.Approved)
        {
            Refuse(context, association, RegistryErrorCode.XDSRegistryDeprecatedDocumentError, ApprovedRule,
                $"the {found.Kind} is {found.Status}", attribute, id, "an Approved object");
            return null;
        }

        return found;
    }

    private static void CheckSamePatient(RegistrationContext context, Association association, RegisteredObject it)
    {
        if (!context.IsOfPatient(it))
        {
            Refuse(context, association, RegistryErrorCode.XDSPatientIdDoesNotMatch, PatientRuleId,
                $"the registered {it.Kind} belongs to another patient than the submission", "patientId",
                new ObjectId(it.EntryUuid), $"an object of {context.Submission.SubmissionSet.PatientId}");
        }
    }

    private static void Refuse(
        RegistrationContext context, Association association, RegistryErrorCode code, string rule, string problem,
        string attribute, ObjectId value, string accepted) =>
        context.Errors.Add(code, new Explanation(
            rule, problem, $"Association {association.Id} ({association.Type}), {attribute}", value.ToString(),
            accepted, Source));
}
