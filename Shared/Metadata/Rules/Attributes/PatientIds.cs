using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>One submission is about one patient.</summary>
internal static class PatientIds
{
    public static SubmissionRule Rule { get; } = new(
        "SUB-patientId", "entries and folders have the SubmissionSet's patientId",
        "ITI TF-3 §4.2.3.2, patientId; §4.2.2.1", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        if (context.Submission.SubmissionSet.PatientId is not { } expected)
        {
            return;
        }

        foreach (var entry in context.Submission.DocumentEntries)
        {
            Check(context, rule, entry, entry.PatientId, expected);
        }

        foreach (var folder in context.Submission.Folders)
        {
            Check(context, rule, folder, folder.PatientId, expected);
        }
    }

    private static void Check(
        RuleContext context, RuleDescription rule, MetadataObject it, PatientId? patientId, PatientId expected)
    {
        if (patientId is not null && patientId != expected)
        {
            context.Report(
                RegistryErrorCode.XDSPatientIdDoesNotMatch, rule, "another patientId than the SubmissionSet's", it,
                "patientId",
                patientId.ToString(), expected.ToString());
        }
    }
}
