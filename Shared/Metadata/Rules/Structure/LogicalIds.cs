namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>What is registered first is its own first version; only an update may name another logical id.</summary>
internal static class LogicalIds
{
    public static SubmissionRule Rule { get; } = new(
        "SUB-logicalId", "@lid is absent or equal to @id, except in ITI-57",
        "ITI TF-3 §4.2.3.2, Metadata Update supplement", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        if (context.IsUpdate)
        {
            return;
        }

        foreach (var it in context.Objects)
        {
            if (!it.LogicalId.IsMissing && it.LogicalId != it.Id)
            {
                context.Report(rule, "a logical id other than the object's own id", it, "@lid", it.Rim.Lid, it.Rim.Id);
            }
        }
    }
}
