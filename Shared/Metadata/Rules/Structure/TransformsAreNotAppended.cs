using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>A transformation cannot be the target of an addendum: append to the original.</summary>
internal static class TransformsAreNotAppended
{
    public static SubmissionRule Rule { get; } = new(
        "ASSOC-appendToTransform", "a document transformed in this submission is not appended to",
        "ITI TF-3 §4.2.2.2.1", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        var transforms = new HashSet<ObjectId>();
        foreach (var association in context.Submission.Associations)
        {
            if (association.Type == AssociationType.Transform)
            {
                transforms.Add(association.Source);
            }
        }

        foreach (var append in context.Submission.Associations)
        {
            if (append.Type == AssociationType.Append && transforms.Contains(append.Target))
            {
                context.Report(
                    rule, "an addendum to a transformation", append, "@targetObject", append.Rim.TargetObject,
                    "the document that was transformed");
            }
        }
    }
}
