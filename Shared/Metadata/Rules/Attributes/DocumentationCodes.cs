using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>The reason of a relationship is one code, and membership has none.</summary>
internal static class DocumentationCodes
{
    public static SubmissionRule Rule { get; } = new(
        "ASSOC-documentation", "at most one documentation code, on relationships only", "ITI TF-3 §4.2.2.2", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var association in context.Submission.Associations)
        {
            var count = 0;
            foreach (var classification in association.Rim.Classifications)
            {
                if (classification.ClassificationScheme == XdsUrns.Association.Documentation)
                {
                    count++;
                    ClassificationCheck.CheckCode(context, rule, "documentation", association, classification);
                }
            }

            CheckCount(context, rule, association, count);
        }
    }

    private static void CheckCount(RuleContext context, RuleDescription rule, Association association, int count)
    {
        if (count > 0 && !association.IsRelationship)
        {
            context.Report(
                rule, "a documentation code on an association that is no relationship", association, "documentation",
                accepted: "none");
        }
        else if (count > 1)
        {
            context.Report(rule, $"{count} documentation codes", association, "documentation", accepted: "at most one");
        }
    }
}
