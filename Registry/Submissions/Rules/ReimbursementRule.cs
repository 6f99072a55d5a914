using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Submissions.Rules;

/// <summary>
/// Of a patient's history of reimbursements one is in use: a new one replaces it (DMP, historique des remboursements).
/// One that the sender may not see looks absent here as well.
/// </summary>
internal static class ReimbursementRule
{
    public const string Id = DmpRules.Reimbursement;

    public static void Check(RegistrationContext context, DmpRuleSettings settings)
    {
        var entries = context.Submission.DocumentEntries
            .Where(entry => entry.TypeCode?.Value == DmpCodes.ReimbursementType).ToList();
        if (entries.Count == 0 || context.Patient is null)
        {
            return;
        }

        var keys = PatientStore.KeysOf(context.Session, context.Submission.SubmissionSet.PatientId!);
        foreach (var current in RegistryObjectStore
            .ApprovedOfType(context.Session, [.. keys], DmpCodes.ReimbursementType)
            .Where(it => context.Shows(it.Key) && !IsReplaced(context, it.EntryUuid)))
        {
            Refuse(context, settings, entries[0], current.EntryUuid);
        }
    }

    private static bool IsReplaced(RegistrationContext context, EntryUuid current) =>
        context.Submission.Associations.Any(a => a.Type!.Value.Replaces() && a.Target.Uuid == current);

    private static void Refuse(
        RegistrationContext context, DmpRuleSettings settings, DocumentEntry entry, EntryUuid current) =>
        context.Errors.Add(
            RegistryErrorCode.XDSRegistryMetadataError,
            new Explanation(
                Id, "the patient has a history of reimbursements, which this one does not replace",
                $"DocumentEntry {entry.Id}, typeCode", entry.TypeCode?.Value, $"an association RPLC to {current}",
                "DMP, historique des remboursements")
            {
                French = new FrenchWording(
                    "le patient a un historique des remboursements, que celui-ci ne remplace pas",
                    $"une association RPLC vers {current}"),
            },
            settings.TreatmentOf(Id, RuleTreatment.Reject));
}
