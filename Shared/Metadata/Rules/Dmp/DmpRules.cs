using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>
/// What the French profile asks of a submission in itself, beside IHE's rules (CI-SIS, volet Partage de documents de
/// santé; DMP, TD2 and TD3), in the order of evaluation.
/// </summary>
public static class DmpRules
{
    /// <summary>Who replaces a document is its author, or of the author's structure.</summary>
    public const string ReplacementAuthor = "DMP-replaceAuthor";

    /// <summary>The history of reimbursements replaces the one before.</summary>
    public const string Reimbursement = "DMP-reimbursement";

    internal static IReadOnlyList<DmpRule> All { get; } =
    [
        RequiredAttributes.Rule,
        PatientIdentifiers.Authority,
        PatientIdentifiers.Form,
        PatientIdentifiers.Key,
        PersonForms.Rule,
        AuthorInstitutions.Required,
        AuthorInstitutions.Form,
        AuthorSpecialties.Rule,
        ConfidentialityCodes.Rule,
        ValueSetCodes.Rule,
        ClassesAndTypes.Rule,
        MediaTypes.Rule,
        UtcTimes.Rule,
        PatientDocuments.Rule,
        MachineDocuments.Rule,
        SignedSet.Present,
        SignedSet.Hidden,
        SignedSet.Signs,
    ];

    /// <summary>Of what ITI-57 can change. What it cannot was right once, or cannot be mended now.</summary>
    private static readonly DmpRule[] OfUpdates = [ConfidentialityCodes.Rule, SignedSet.Hidden];

    /// <summary>Of the registry, which compares with what is registered.</summary>
    private static readonly string[] OfRegistry = [ReplacementAuthor, Reimbursement];

    /// <summary>Ids, for settings that name rules.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(rule => rule.Id), .. OfRegistry, .. CdaRules.Ids];

    /// <summary>Adds all faults found.</summary>
    /// <param name="submission">Right by IHE's rules.</param>
    /// <param name="transaction">By which it came.</param>
    /// <param name="settings">What the rules work with.</param>
    /// <param name="now">In UTC.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(
        Submission submission, SubmissionTransaction transaction, DmpRuleSettings settings, Hl7Time now,
        RegistryErrors errors)
    {
        var context = new DmpRuleContext(submission, transaction, settings, now, errors);
        var isUpdate = transaction is SubmissionTransaction.Update or SubmissionTransaction.RestrictedUpdate;
        foreach (var rule in isUpdate ? OfUpdates : All)
        {
            rule.Check(context, rule);
        }
    }
}
