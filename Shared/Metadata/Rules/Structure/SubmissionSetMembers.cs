using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>Each entry, folder and folder membership belongs to the SubmissionSet, once.</summary>
internal static class SubmissionSetMembers
{
    public static SubmissionRule Rule { get; } = new(
        "SUB-member",
        "one HasMember from the SubmissionSet to each DocumentEntry, Folder and folder membership",
        "ITI TF-3 §4.1.4, §4.2.2",
        Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        var members = new HashSet<ObjectId>();
        foreach (var association in context.Submission.Associations)
        {
            if (association.Type == AssociationType.HasMember
                && context.IsSubmissionSet(association.Source)
                && !members.Add(association.Target))
            {
                context.Report(
                    rule, "a second membership of the same object", association, "@targetObject",
                    association.Rim.TargetObject,
                    "one HasMember for each object");
            }
        }

        foreach (var it in context.Settings.AcceptMissingMemberships ? [] : context.Objects)
        {
            if (!members.Contains(it.Id) && IsToBeMember(context, it))
            {
                context.Report(
                    CodeOf(context.Settings.Transaction), rule, "an object that is no member of the SubmissionSet", it,
                    accepted: rule.Description);
            }
        }
    }

    /// <summary>
    /// In an update the membership says which version is updated: the supplements have codes for that.
    /// </summary>
    private static RegistryErrorCode CodeOf(SubmissionTransaction transaction) => transaction switch
    {
        SubmissionTransaction.Update => RegistryErrorCode.XDSMetadataUpdateError,
        SubmissionTransaction.RestrictedUpdate => RegistryErrorCode.XDSMetadataAnnotationError,
        _ => RegistryErrorCode.XDSRegistryMetadataError,
    };

    private static bool IsToBeMember(RuleContext context, MetadataObject it) => it switch
    {
        DocumentEntry or Folder => true,
        Association { Type: AssociationType.HasMember } association =>
            !context.IsSubmissionSet(association.Source) && !context.IsSubmittedByUpdate(association),
        _ => false,
    };
}
