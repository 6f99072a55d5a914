using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>The findings, for people or for programs.</summary>
internal static class ConfigReport
{
    /// <returns>The exit code.</returns>
    public static int Write(IReadOnlyList<ConfigFinding> all, bool isJson)
    {
        var findings = all.Distinct().OrderBy(finding => finding.Level).ToList();
        var errors = findings.Count(finding => finding.Level == ConfigLevel.Error);
        var warnings = findings.Count - errors;
        if (isJson)
        {
            JsonOutput.Write(new { errors, warnings, findings });
        }
        else
        {
            Show(findings);
            Screen.Out.MarkupLine(errors > 0
                ? $"[red]{errors} errors[/], {warnings} warnings: services would not start, or not work"
                : $"[green]no errors[/], {warnings} warnings");
        }

        return errors > 0 ? ExitCode.Refused : ExitCode.Done;
    }

    private static void Show(List<ConfigFinding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("").AddColumn("setting").AddColumn("problem").AddColumn("what to do");
        foreach (var finding in findings)
        {
            table.AddRow(
                finding.Level == ConfigLevel.Error ? "[red]error[/]" : "[yellow]warning[/]",
                Screen.Text(Screen.Printable(finding.Setting))
                    + (finding.Place is null ? "" : $"\n[grey]{Screen.Text(Screen.Printable(finding.Place))}[/]"),
                string.Join('\n', finding.Problem.Split('\n').Select(line => Screen.Text(Screen.Printable(line)))),
                Screen.Text(Screen.Printable(finding.Remedy)));
        }

        Screen.Out.Write(table);
    }
}
