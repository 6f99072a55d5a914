using XdsDmp.CommandLine.Output;
using XdsDmp.Repository.Integrity;

namespace XdsDmp.CommandLine.Content;

/// <summary>Findings for people.</summary>
internal static class ContentLines
{
    public static void Show(IEnumerable<ContentFinding> findings)
    {
        foreach (var finding in findings)
        {
            Screen.Out.WriteLine(Screen.Printable(
                $"{Word(finding.Kind)}: {(finding.UniqueId is { } id ? $"document {id}: " : "")}{finding.Reason} "
                + $"[content {finding.Key}]"));
        }
    }

    private static string Word(ContentFindingKind kind) => kind switch
    {
        ContentFindingKind.Damaged => "damaged",
        ContentFindingKind.Unreadable => "unreadable",
        ContentFindingKind.NotInPlace => "not in place",
        _ => "ownerless",
    };
}
