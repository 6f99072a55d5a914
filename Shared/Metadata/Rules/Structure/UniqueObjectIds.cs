using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>No two objects share an id: a reference would be ambiguous.</summary>
internal static class UniqueObjectIds
{
    public static SubmissionRule Rule { get; } = new(
        "SUB-duplicateId", "no two objects of a submission have the same id",
        "ITI TF-3 table 4.2.3.1.7-2 (UUID); ebRIM 3.0 §2.5.1", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        var seen = new HashSet<ObjectId>(context.Objects.Length);
        foreach (var it in context.Objects)
        {
            if (!it.Id.IsMissing && !seen.Add(it.Id))
            {
                context.Report(
                    rule, "an id that another object of the submission has", it, "@id", it.Rim.Id, "unique ids");
            }
        }
    }
}
