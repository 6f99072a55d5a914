using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>The patient of a submission is known by a national health identifier (CI-SIS, INS).</summary>
internal static class PatientIdentifiers
{
    private const string Source = "CI-SIS, volet Partage de documents de santé, patientId; ANS, Référentiel INS";

    public static DmpRule Authority { get; } = new(
        "DMP-patientAuthority", "the patientId is of a domain whose national health identifiers are accepted here",
        Source, (context, rule) => Check(context, rule, InsCheck.AuthorityRule));

    public static DmpRule Form { get; } = new(
        "DMP-patientId", "the patientId is built like an INS, and its type, if it has one, is NH", Source, CheckForm);

    public static DmpRule Key { get; } = new(
        "DMP-patientKey", "the key of the INS fits its number", Source,
        (context, rule) => Check(context, rule, InsCheck.KeyRule), RuleTreatment.Warn);

    private static void Check(DmpRuleContext context, DmpRule rule, string wanted)
    {
        var set = context.Submission.SubmissionSet;
        if (set.PatientId is { } patient
            && InsCheck.ProblemOf(patient, context.Settings.Patients, "") is { } problem && problem.Rule == wanted)
        {
            context.Report(
                rule, new Wording(problem.Problem, problem.French!.Problem), set, "patientId", problem.Value,
                new Wording(problem.Accepted ?? "", problem.French.Accepted ?? problem.Accepted ?? ""));
        }
    }

    private static void CheckForm(DmpRuleContext context, DmpRule rule)
    {
        Check(context, rule, InsCheck.FormRule);
        foreach (var (at, value) in PatientIds(context.Submission))
        {
            var type = Hl7.Component(value, 5);
            if (!type.IsEmpty && !type.SequenceEqual(DmpPerson.PatientType))
            {
                context.Report(
                    rule, new Wording("the type of the identifier is not that of an INS",
                        "le type de l'identifiant n'est pas celui d'un INS"),
                    at, "patientId", value, new Wording("INS^^^&oid&ISO^NH", "INS^^^&oid&ISO^NH"));
            }
        }
    }

    private static IEnumerable<(MetadataObject At, string? Value)> PatientIds(Submission submission) =>
        submission.DocumentEntries
            .Select(entry => ((MetadataObject)entry,
                entry.Rim.ExternalIdentifierValue(XdsUrns.DocumentEntry.PatientId)))
            .Prepend((submission.SubmissionSet,
                submission.SubmissionSet.Rim.ExternalIdentifierValue(XdsUrns.SubmissionSet.PatientId)));
}
