using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>
/// A relationship goes from a document of this submission to another document, registered already if it is replaced.
/// </summary>
internal static class RelationshipEnds
{
    public static SubmissionRule Rule { get; } = new(
        "ASSOC-relationship",
        "a relationship goes from a DocumentEntry of the submission to another one; a replaced one is registered",
        "ITI TF-3 §4.2.2.2",
        Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var association in context.Submission.Associations)
        {
            if (association.IsRelationship && !context.IsSubmittedByUpdate(association))
            {
                CheckSource(context, rule, association);
                CheckTarget(context, rule, association);
            }
        }
    }

    private static void CheckSource(RuleContext context, RuleDescription rule, Association association)
    {
        if (context.Find(association.Source) is not { } source)
        {
            Unresolved(
                context, rule, "a relationship whose source is not submitted with it", association, "@sourceObject",
                association.Rim.SourceObject, "the id of a DocumentEntry of the submission");
        }
        else if (source is not DocumentEntry and not SubmissionSet)
        {
            context.Report(
                rule, $"a relationship whose source is a {source.Kind}", association, "@sourceObject",
                association.Rim.SourceObject, "the id of a DocumentEntry");
        }
    }

    private static void CheckTarget(RuleContext context, RuleDescription rule, Association association)
    {
        var target = context.Find(association.Target);
        if (target is not null and not DocumentEntry and not SubmissionSet)
        {
            context.Report(
                rule, $"a relationship whose target is a {target.Kind}", association, "@targetObject",
                association.Rim.TargetObject, "the id of a DocumentEntry");
        }
        else if (target is DocumentEntry && association.Target == association.Source)
        {
            context.Report(
                rule, "a relationship of a document with itself", association, "@targetObject",
                association.Rim.TargetObject, "the id of another DocumentEntry");
        }
        else if (target is DocumentEntry
            && (association.Type!.Value.Replaces() || association.Type == AssociationType.IsSnapshotOf))
        {
            Unresolved(
                context, rule, "the target is in the submission, not in the registry", association, "@targetObject",
                association.Rim.TargetObject, "the UUID of a registered DocumentEntry");
        }
    }

    private static void Unresolved(
        RuleContext context, RuleDescription rule, string problem, Association at, string attribute, string? value,
        string accepted) =>
        context.Report(RegistryErrorCode.UnresolvedReferenceException, rule, problem, at, attribute, value, accepted);
}
