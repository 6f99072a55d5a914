using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>
/// A submission brings its signature as one more entry, which no list ever shows (DMP, lot de soumission signé). The
/// signature itself is the repository's to verify.
/// </summary>
internal static class SignedSet
{
    private const string Source = "DMP, TD2.1, signature of the submission set";

    private static readonly string[] Codes =
        ["N", DmpCodes.MaskedToProfessionals, DmpCodes.HiddenFromPatient];

    public static DmpRule Present { get; } = new(
        "DMP-signedSet", "a submission of documents has one entry that is its signature", Source, CheckPresence);

    public static DmpRule Hidden { get; } = new(
        "DMP-signatureHidden", "the confidentialityCode of a signature is N, MASQUE_PS and INVISIBLE_PATIENT", Source,
        CheckCodes);

    public static DmpRule Signs { get; } = new(
        "DMP-signs", "a signature signs the SubmissionSet that brings it", Source, CheckAssociation);

    private static void CheckPresence(DmpRuleContext context, DmpRule rule)
    {
        var signatures = Signatures(context).Count();
        if (context.IsRegistration && context.Submission.DocumentEntries.Count > 0
            && (signatures > 1 || (signatures == 0 && context.Settings.RequireSignature)))
        {
            context.Report(
                rule, signatures == 0
                    ? new Wording("the submission set is not signed", "le lot de soumission n'est pas signé")
                    : new Wording(
                        "the submission set is signed more than once",
                        "le lot de soumission est signé plusieurs fois"),
                context.Submission.SubmissionSet, "DocumentEntry", $"{signatures}",
                new Wording(
                    $"one DocumentEntry of class {DmpCodes.SignatureClass}",
                    $"une DocumentEntry de classe {DmpCodes.SignatureClass}"));
        }
    }

    private static void CheckCodes(DmpRuleContext context, DmpRule rule)
    {
        var accepted = string.Join(", ", Codes);
        foreach (var entry in Signatures(context).Where(
            e => !e.ConfidentialityCodes.Select(code => code.Value).ToHashSet().SetEquals(Codes)))
        {
            context.Report(
                rule, new Wording(
                    "the signature would show in lists of documents",
                    "la signature apparaîtrait dans les listes de documents"),
                entry, "confidentialityCode",
                string.Join(", ", entry.ConfidentialityCodes.Select(code => code.Value)),
                new Wording(accepted, accepted));
        }
    }

    private static void CheckAssociation(DmpRuleContext context, DmpRule rule)
    {
        if (!context.IsRegistration)
        {
            return;
        }

        foreach (var entry in Signatures(context).Where(e => !context.Submission.Associations.Any(a =>
            a.Type == AssociationType.Signs && a.Source == e.Id && a.Target == context.Submission.SubmissionSet.Id)))
        {
            context.Report(
                rule, new Wording(
                    "no association says what the signature signs",
                    "aucune association ne dit ce que signe la signature"),
                entry, "signs", null,
                new Wording(
                    "an association signs from the signature to the SubmissionSet",
                    "une association signs de la signature vers le SubmissionSet"));
        }
    }

    private static IEnumerable<DocumentEntry> Signatures(DmpRuleContext context) =>
        context.Submission.DocumentEntries.Where(DmpCodes.IsSignature);
}
