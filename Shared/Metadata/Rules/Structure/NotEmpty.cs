using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>A submission brings something.</summary>
internal static class NotEmpty
{
    public static SubmissionRule Rule { get; } = new(
        "SUB-empty", "at least one DocumentEntry, Folder or membership of a document in a folder", "ITI TF-3 §4.1.4",
        Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        var submission = context.Submission;
        if (context.Settings.Transaction == SubmissionTransaction.RegisterOnDemand
            && submission.DocumentEntries.Count == 0)
        {
            context.Report(
                rule, "no On-Demand entry", submission.SubmissionSet, accepted: "in ITI-61 at least one DocumentEntry");
            return;
        }

        if (submission.DocumentEntries.Count + submission.Folders.Count > 0)
        {
            return;
        }

        foreach (var association in submission.Associations)
        {
            if (IsContent(context, association))
            {
                return;
            }
        }

        context.Report(rule, "an empty submission", submission.SubmissionSet, accepted: rule.Description);
    }

    private static bool IsContent(RuleContext context, Association association) => association.Type switch
    {
        AssociationType.HasMember => !context.IsSubmissionSet(association.Source),
        AssociationType.UpdateAvailabilityStatus or AssociationType.SubmitAssociation => context.IsUpdate,
        _ => false,
    };
}
