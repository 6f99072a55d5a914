using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>Every object has an id, and an id that says it is a UUID is one.</summary>
internal static class ObjectIds
{
    private const string Uuid = "urn:uuid: and a UUID in lower case, or a symbolic id";

    public static SubmissionRule Rule { get; } = new(
        "SUB-id", "ids are present; those in the form of a UUID are well-formed, in lower case",
        "ITI TF-3 table 4.2.3.1.7-2 (UUID)", Check);

    /// <summary>Also used on references; true when fit for use.</summary>
    public static bool IsWellFormed(string id, MetadataRuleSettings settings) =>
        !id.StartsWith(EntryUuid.Prefix, StringComparison.Ordinal)
        || (EntryUuid.TryParse(id, out _)
            && (settings.AcceptUpperCaseUuids || !id.AsSpan().ContainsAnyInRange('A', 'F')));

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var it in context.Objects)
        {
            if (it.Id.IsMissing)
            {
                if (it is not Association || !context.Settings.AcceptMissingAssociationIds)
                {
                    context.Report(rule, "an object without id", it, "@id", accepted: Uuid);
                }
            }
            else if (!IsWellFormed(it.Rim.Id!, context.Settings))
            {
                context.Report(rule, "an id that is no proper UUID", it, "@id", it.Rim.Id, Uuid);
            }
        }
    }
}
