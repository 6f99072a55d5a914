using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Backups;

/// <summary>Backups in words.</summary>
internal static class BackupLines
{
    private const int MaxShown = 20;

    public static void Show(BackupSet set, BackupManifest manifest, TimeSpan elapsed)
    {
        foreach (var database in manifest.Databases)
        {
            Screen.Out.WriteLine($"{database.Name}: {ByteSize.Of(database.Size)}");
        }

        if (manifest.Content is { } content)
        {
            Show(content);
        }

        foreach (var left in manifest.LeftOut)
        {
            Screen.Out.WriteLine($"not in it: {left}");
        }

        Screen.Out.MarkupLine(
            $"[green]backup {set.Name}[/] in {Screen.Text(set.Folder)} ({elapsed.TotalSeconds:0.0} s)");
    }

    public static void Show(BackupFindings findings, string what, TimeSpan elapsed)
    {
        foreach (var finding in findings.All.Take(MaxShown))
        {
            Screen.Out.MarkupLine($"[red]{Screen.Text(finding.File)}[/]: {Screen.Text(finding.Problem)}");
        }

        if (findings.All.Count > MaxShown)
        {
            Screen.Out.WriteLine($"… and {findings.All.Count - MaxShown} more (--json)");
        }

        var verdict = findings.All.Count == 0
            ? "[green]intact[/]"
            : $"[red]damaged[/], {findings.All.Count} problems";
        Screen.Out.MarkupLine(
            $"{Screen.Text(what)}: {findings.Documents} documents, {findings.AuditRecords} audit records, "
            + $"{ByteSize.Of(findings.Octets)} read: {verdict} ({elapsed.TotalSeconds:0.0} s)");
    }

    private static void Show(BackedUpContent content)
    {
        Screen.Out.WriteLine(
            $"documents: {content.Documents}, {ByteSize.Of(content.Octets)}"
            + (content.IsCopied
                ? $"; new since the last backup: {content.CopiedDocuments}, {ByteSize.Of(content.CopiedOctets)}"
                : ""));
        Tell(content.OpenSubmissions, "submissions are open; they are settled after a restore");
        Tell(content.RegisteredMeanwhile, "documents came while it ran, and belong to the next backup");
        Tell(content.RemovedMeanwhile.Count, "documents were removed while it ran (ITI-86)");
        Tell(
            content.EntriesWithoutDocument,
            "entries of the registry have no document: it was removed, or is lost (content check)");
        foreach (var damaged in content.Damaged.Take(MaxShown))
        {
            Screen.Out.MarkupLine(
                $"[red]damaged[/]: document {Screen.Text(damaged.UniqueId)}, content {damaged.ContentKey}: "
                + Screen.Text(damaged.Problem));
        }

        if (content.Damaged.Count > 0)
        {
            Screen.Fail($"{content.Damaged.Count} documents are damaged and not in the backup; the others are");
        }

        static void Tell(long count, string what)
        {
            if (count > 0)
            {
                Screen.Out.WriteLine($"{count} {what}");
            }
        }
    }
}
