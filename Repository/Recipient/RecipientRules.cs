using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;

namespace XdsDmp.Repository.Recipient;

/// <summary>
/// What a Document Recipient asks of metadata (ITI TF-2 §3.41.4.1.3): what ITI-41 requires of SubmissionSet and
/// entries, less of those that are marked as limited. Folders and relationships are kept as they are, whatever they
/// are, and the sender is told that nothing was made of them.
/// </summary>
internal static class RecipientRules
{
    public const string PartialRule = "XDR-partial";
    public const string PatientRule = "XDR-patient";
    public const string DuplicateRule = "XDR-duplicate";
    public const string RoomRule = "XDR-room";
    private const string Source = "ITI TF-2 §3.41.4.1.3";
    private const string EmptyRule = "SUB-empty";

    /// <summary>Metadata, without what is not processed.</summary>
    public static void CheckMetadata(
        Submission submission, RecipientOptions options, bool isFrench, RegistryErrors errors)
    {
        var found = new RegistryErrors();
        SubmissionRules.Check(
            Processed(submission),
            (isFrench ? MetadataRuleSettings.Dmp : MetadataRuleSettings.Ihe) with
            {
                Transaction = options.LimitedMetadata
                    ? SubmissionTransaction.ProvideLimited
                    : SubmissionTransaction.ProvideAndRegister,
            },
            found);
        var hasMore = submission.Folders.Count > 0 || submission.Associations.Count > 0;
        foreach (var error in found.Where(error => !hasMore || error.Explanation?.Rule != EmptyRule))
        {
            errors.Add(AsRecipient(error));
        }
    }

    /// <summary>A warning for each kind of thing that is kept but not acted on.</summary>
    public static void WarnOfPartial(Submission submission, RelationshipWarnings warnings, RegistryErrors errors)
    {
        if (submission.Folders.Count > 0 || submission.Associations.Any(one => IsOfFolder(submission, one)))
        {
            errors.Add(RegistryErrorCode.PartialFolderContentNotProcessed, new Explanation(
                PartialRule, "folders are kept with the metadata, and nothing is made of them here", Source: Source));
        }

        foreach (var kind in submission.Associations.Where(one => one.IsRelationship)
            .GroupBy(one => CodeOf(one.Type!.Value, warnings)))
        {
            errors.Add(kind.Key, new Explanation(
                PartialRule, "relationships are kept with the metadata, and nothing is made of them here",
                $"Association {kind.First().Id}", kind.First().Rim.AssociationType, Source: Source));
        }
    }

    /// <summary>Whether somebody has to find out who the patient is; told by a warning, or an error.</summary>
    public static bool CheckPatient(Submission submission, RecipientOptions options, RegistryErrors errors)
    {
        var patient = submission.SubmissionSet.PatientId;
        var isKnown = options.AssigningAuthorities.Count == 0
            || (patient is not null && options.AssigningAuthorities.Contains(patient.Authority));
        if (isKnown || options.UnknownPatients == UnknownRecipientPatients.Accept)
        {
            return false;
        }

        var isRefused = options.UnknownPatients == UnknownRecipientPatients.Refuse;
        errors.Add(
            isRefused ? RegistryErrorCode.XDSUnknownPatientId : RegistryErrorCode.DocumentQueued,
            new Explanation(
                PatientRule,
                isRefused ? "the patient is not known here" : "the patient is not known here: a person will find out",
                $"SubmissionSet {submission.SubmissionSet.Id}, patientId", patient?.ToString(),
                "a patient of " + string.Join(", ", options.AssigningAuthorities), "ITI TF-3 table 4.2.4.1-2"));
        return !isRefused;
    }

    /// <summary>The codes of a registry are not those of a recipient.</summary>
    public static RegistryError AsRecipient(RegistryError error) => error switch
    {
        _ when error.Is(RegistryErrorCode.XDSRegistryMetadataError) =>
            error with { Code = nameof(RegistryErrorCode.XDSRepositoryMetadataError) },
        _ when error.Is(RegistryErrorCode.XDSRegistryDuplicateUniqueIdInMessage) =>
            error with { Code = nameof(RegistryErrorCode.XDSRepositoryDuplicateUniqueIdInMessage) },
        _ => error,
    };

    private static Submission Processed(Submission submission) => submission with
    {
        Folders = [],
        Associations =
        [
            .. submission.Associations.Where(one =>
                one.Type is null
                || (one.Type == AssociationType.HasMember && one.Source == submission.SubmissionSet.Id
                    && !IsOfFolder(submission, one)
                    && submission.Associations.All(other => other.Id.IsMissing || other.Id != one.Target))),
        ],
    };

    private static bool IsOfFolder(Submission submission, Association one) => one.Type == AssociationType.HasMember
        && (one.Source != submission.SubmissionSet.Id || submission.Folders.Any(folder => folder.Id == one.Target));

    private static RegistryErrorCode CodeOf(AssociationType type, RelationshipWarnings warnings) =>
        warnings == RelationshipWarnings.General
            ? RegistryErrorCode.PartialRelationshipContentNotProcessed
            : type switch
            {
                AssociationType.Append => RegistryErrorCode.PartialAppendContentNotProcessed,
                AssociationType.Replace => RegistryErrorCode.PartialReplaceContentNotProcessed,
                AssociationType.Transform => RegistryErrorCode.PartialTransformNotProcessed,
                AssociationType.TransformAndReplace => RegistryErrorCode.PartialTransformReplaceNotProcessed,
                _ => RegistryErrorCode.PartialRelationshipContentNotProcessed,
            };
}
