namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>A SubmissionSet only ever has members: it is not the target of anything, nor in another relation.</summary>
internal static class SubmissionSetEnds
{
    public static SubmissionRule Rule { get; } = new(
        "ASSOC-submissionSet", "a SubmissionSet is the source of HasMember only, and never a target",
        "ITI TF-3 §4.2.2", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var association in context.Submission.Associations)
        {
            if (context.IsSubmissionSet(association.Target))
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
