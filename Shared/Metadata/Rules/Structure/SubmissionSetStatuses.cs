using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>The membership of a document says whether it comes with the submission or is only pointed at.</summary>
internal static class SubmissionSetStatuses
{
    private const string Original = "Original";
    private const string Reference = "Reference";

    public static SubmissionRule Rule { get; } = new(
        "ASSOC-submissionSetStatus",
        "the membership of a DocumentEntry in the SubmissionSet is Original when submitted here, else Reference",
        "ITI TF-3 §4.2.2.1.1, §4.2.2.1.2",
        Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var association in context.Submission.Associations)
        {
            if (association.Type != AssociationType.HasMember || !context.IsSubmissionSet(association.Source))
            {
                continue;
            }

            var target = context.Find(association.Target);
            if (target is DocumentEntry)
            {
                Check(context, rule, association, Original);
            }
            else if (target is null)
            {
                Check(context, rule, association, Reference);
            }
        }
    }

    private static void Check(RuleContext context, RuleDescription rule, Association association, string expected)
    {
        var values = association.Rim.Slot(SlotNames.SubmissionSetStatus)?.Values ?? [];
        if (values.Count != 1 || values[0] != expected)
        {
            context.Report(
                rule,
                values.Count == 0 ? "the status of the membership is missing"
                : "the status of the membership does not fit",
                association,
                SlotNames.SubmissionSetStatus,
                string.Join(", ", values),
                $"one value: {expected}, as the target is {(expected == Original ? "" : "not ")}in the submission");
        }
    }
}
