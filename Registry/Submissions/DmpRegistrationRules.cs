using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Registry.Submissions.Rules;

namespace XdsDmp.Registry.Submissions;

/// <summary>What the French profile asks of a submission against what is registered (DMP, TD2.1).</summary>
internal static class DmpRegistrationRules
{
    public static void Check(RegistrationContext context, DmpRuleSettings settings)
    {
        ReplacementAuthorRule.Check(context, settings);
        ReimbursementRule.Check(context, settings);
    }
}
