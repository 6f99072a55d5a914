using XdsDmp.Metadata.Rules.DataTypes;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>A patient has one date of birth and one sex.</summary>
internal static class SourcePatientInfoFields
{
    public static SubmissionRule Rule { get; } = new(
        "DE-sourcePatientInfoOnce", "PID-7 and PID-8 occur at most once in sourcePatientInfo",
        "ITI TF-3 §4.2.3.2, sourcePatientInfo", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var entry in context.Submission.DocumentEntries)
        {
            var (births, sexes) = (0, 0);
            foreach (var value in entry.SourcePatientInfo)
            {
                var field = SourcePatientInfoType.FieldOf(value);
                if ((field == 7 && ++births == 2) || (field == 8 && ++sexes == 2))
                {
                    context.Report(rule, $"a second PID-{field}", entry, "sourcePatientInfo", value, "one");
                }
            }
        }
    }
}
