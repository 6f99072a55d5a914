using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>One check of a submission that the French profile makes beside IHE's.</summary>
/// <param name="Description">What must be so.</param>
/// <param name="Treatment">What breaking it means where the settings say nothing else.</param>
/// <param name="Check">Reports under the rule.</param>
internal sealed record DmpRule(
    RuleDescription Description, RuleTreatment Treatment, Action<DmpRuleContext, DmpRule> Check)
{
    public DmpRule(
        string id, string description, string source, Action<DmpRuleContext, DmpRule> check,
        RuleTreatment treatment = RuleTreatment.Reject)
        : this(new RuleDescription(id, description, source), treatment, check)
    {
    }

    public string Id => Description.Id;
}
