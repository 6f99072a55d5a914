namespace XdsDmp.Metadata.Rules;

/// <summary>One check of a whole submission; it reports under its own description.</summary>
internal sealed record SubmissionRule(RuleDescription Description, Action<RuleContext, RuleDescription> Check)
{
    public SubmissionRule(string id, string description, string source, Action<RuleContext, RuleDescription> check)
        : this(new RuleDescription(id, description, source), check)
    {
    }
}
