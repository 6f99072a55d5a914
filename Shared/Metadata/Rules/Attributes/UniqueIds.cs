using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>Objects of one message, of whatever kind, do not share a uniqueId.</summary>
internal static class UniqueIds
{
    public static SubmissionRule Rule { get; } = new(
        "SUB-uniqueId", "no two objects of a submission have the same uniqueId", "ITI TF-3 table 4.2.4.1-2", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var it in context.Objects)
        {
            var uniqueId = it switch
            {
                DocumentEntry entry => entry.UniqueId,
                SubmissionSet set => set.UniqueId,
                Folder folder => folder.UniqueId,
                _ => null,
            };
            if (!string.IsNullOrEmpty(uniqueId) && !seen.Add(uniqueId))
            {
                context.Report(
                    RegistryErrorCode.XDSRegistryDuplicateUniqueIdInMessage, rule,
                    "a uniqueId that another object of the submission has", it, "uniqueId", uniqueId);
            }
        }
    }
}
