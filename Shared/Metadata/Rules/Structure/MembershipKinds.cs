using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>
/// What may be a member of what: the SubmissionSet has entries, folders and folder memberships; a Folder has entries.
/// Objects outside the submission are left to the registry, which knows their kind.
/// </summary>
internal static class MembershipKinds
{
    public static SubmissionRule Rule { get; } = new(
        "ASSOC-hasMember", "a SubmissionSet has entries, folders and folder memberships; a Folder has entries",
        "ITI TF-3 §4.2.2.1", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var association in context.Submission.Associations)
        {
            if (association.Type != AssociationType.HasMember)
            {
                continue;
            }

            var target = context.Find(association.Target);
            if (context.IsSubmissionSet(association.Source))
            {
                CheckMemberOfSubmissionSet(context, rule, association, target);
            }
            else
            {
                CheckMemberOfFolder(context, rule, association, target);
            }
        }
    }

    private static void CheckMemberOfSubmissionSet(
        RuleContext context, RuleDescription rule, Association association, MetadataObject? target)
    {
        if (target is Association member
            && (member.Type != AssociationType.HasMember || context.IsSubmissionSet(member.Source)))
        {
            context.Report(
                rule, "a member of the SubmissionSet that is no folder membership", association, "@targetObject",
                association.Rim.TargetObject, "a HasMember from a Folder to a DocumentEntry");
        }
    }

    private static void CheckMemberOfFolder(
        RuleContext context, RuleDescription rule, Association association, MetadataObject? target)
    {
        if (context.Find(association.Source) is DocumentEntry or Association)
        {
            context.Report(
                rule, "only a SubmissionSet or a Folder has members", association, "@sourceObject",
                association.Rim.SourceObject,
                "the id of a Folder");
        }

        if (target is Folder or Association)
        {
            context.Report(
                rule, $"a Folder cannot have a {target.Kind} as a member", association, "@targetObject",
                association.Rim.TargetObject, "the id of a DocumentEntry");
        }
    }
}
