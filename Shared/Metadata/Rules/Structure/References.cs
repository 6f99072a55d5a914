using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>Both ends of an association are given; a symbolic one is an object of the submission.</summary>
internal static class References
{
    public static SubmissionRule Rule { get; } = new(
        "ASSOC-reference", "both ends are given; symbolic ids are defined in the submission",
        "ITI TF-3 §4.2.2, table 4.2.3.1.7-2 (UUID)", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var association in context.Submission.Associations)
        {
            Check(context, rule, association, "@sourceObject", association.Source, association.Rim.SourceObject);
            Check(context, rule, association, "@targetObject", association.Target, association.Rim.TargetObject);
        }
    }

    private static void Check(
        RuleContext context, RuleDescription rule, Association association, string attribute, ObjectId id, string? text)
    {
        if (id.IsMissing)
        {
            context.Report(rule, "an association without one of its ends", association, attribute);
        }
        else if (!ObjectIds.IsWellFormed(text!, context.Settings))
        {
            context.Report(
                rule, "a reference that is no proper UUID", association, attribute, text, "urn:uuid: in lower case");
        }
        else if (id.IsSymbolic && context.Find(id) is null)
        {
            context.Report(
                RegistryErrorCode.UnresolvedReferenceException,
                rule,
                "a symbolic id that no object of the submission has",
                association,
                attribute,
                text,
                "the id of an object of the submission, or the UUID of a registered one");
        }
    }
}
