using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>What a rule of the French profile looks at, and where it reports.</summary>
internal sealed class DmpRuleContext(
    Submission submission, SubmissionTransaction transaction, DmpRuleSettings settings, Hl7Time now,
    RegistryErrors errors)
{
    public Submission Submission { get; } = submission;

    public DmpRuleSettings Settings { get; } = settings;

    public DmpValueSets Values => Settings.Values;

    public Hl7Time Now { get; } = now;

    /// <summary>Documents come, and not only what is said of them.</summary>
    public bool IsRegistration =>
        transaction is SubmissionTransaction.Register or SubmissionTransaction.ProvideAndRegister;

    /// <summary>All entries but those of signatures, which only carry what a signature needs.</summary>
    public IEnumerable<DocumentEntry> Documents =>
        Submission.DocumentEntries.Where(entry => !DmpCodes.IsSignature(entry));

    /// <param name="rule">That is broken.</param>
    /// <param name="problem">One sentence without a full stop, in both languages.</param>
    /// <param name="at">The object.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="value">What was sent.</param>
    /// <param name="accepted">What would be accepted.</param>
    /// <param name="mildest">No stricter than this.</param>
    public void Report(
        DmpRule rule, Wording problem, MetadataObject at, string attribute, string? value, Wording accepted,
        RuleTreatment mildest = RuleTreatment.Reject)
    {
        var treatment = Settings.TreatmentOf(rule.Id, rule.Treatment);
        errors.Add(
            RegistryErrorCode.XDSRegistryMetadataError,
            new Explanation(
                rule.Id, problem.English, $"{at.Kind} {at.Id}, {attribute}", value, accepted.English,
                rule.Description.Source)
            {
                French = new FrenchWording(problem.French, accepted.French),
            },
            treatment > mildest ? treatment : mildest);
    }
}
