using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>
/// A SubmissionSet only ever has members: it is not the target of anything, nor in another relation. But a signature
/// may say that it signs the set (ITI TF-3 §5.5); software for the DMP always does.
/// </summary>
internal static class SubmissionSetEnds
{
    public static SubmissionRule Rule { get; } = new(
        "ASSOC-submissionSet", "a SubmissionSet is the source of HasMember only, and the target of signs only",
        "ITI TF-3 §4.2.2", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var association in context.Submission.Associations)
        {
            if (context.IsSubmissionSet(association.Target) && association.Type != AssociationType.Signs)
            {
                context.Report(
                    rule, "an association to the SubmissionSet", association, "@targetObject",
                    association.Rim.TargetObject,
                    "a DocumentEntry, a Folder or a folder membership");
            }

            if (context.IsSubmissionSet(association.Source) && association.IsRelationship)
            {
                context.Report(
                    rule, "a relationship of the SubmissionSet", association, "@associationType",
                    association.Rim.AssociationType,
                    "HasMember");
            }
        }
    }
}
