using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Import;

/// <summary>The end of an import in words.</summary>
internal static class ImportLines
{
    private const int MaxShown = 20;

    public static void Show(
        IReadOnlyList<PatientResult> results, string? report, bool isDryRun, TimeSpan elapsed, bool isJson)
    {
        if (isJson)
        {
            JsonOutput.Write(results);
            return;
        }

        foreach (var result in results)
        {
            Tell("[red]failed[/]", result.Failures, result.Patient);
            Tell("[red]differs[/]", result.Differences, result.Patient);
        }

        foreach (var reason in results.SelectMany(it => it.Skipped).GroupBy(it => (it.Kind, it.Reason)).Take(MaxShown))
        {
            Screen.Out.WriteLine(
                $"left behind: {reason.Count()} × {Screen.Printable($"{reason.Key.Kind}, {reason.Key.Reason}")}");
        }

        var what = $"{results.Sum(it => it.Documents)} documents, {ByteSize.Of(results.Sum(it => it.Octets))}, in "
            + $"{results.Sum(it => it.Submitted)} submission sets of {results.Count} patients";
        Screen.Out.WriteLine(isDryRun ? $"would be taken: {what}" : $"registered here: {what}");
        if (report is null)
        {
            return;
        }

        Screen.Out.WriteLine(
            $"{results.Sum(it => it.WereHere)} submission sets were here already; "
            + $"{results.Sum(it => it.StatusUpdates)} times the availabilityStatus was set afterwards; "
            + $"{results.Sum(it => it.Compared)} objects and associations compared, "
            + $"{results.Sum(it => it.ComparedDocuments)} documents octet by octet");
        var isWhole = results.All(it => it.IsDone && it.Differences.Count == 0);
        Screen.Out.MarkupLine(
            $"{(isWhole ? "[green]done[/]" : "[red]not all of it[/]")}, the report is {Screen.Text(report)} "
            + $"({elapsed.TotalSeconds:0.0} s)");
    }

    private static void Tell(string mark, List<string> lines, string patient)
    {
        foreach (var line in lines.Take(MaxShown))
        {
            Screen.Out.MarkupLine($"{mark} {Screen.Text(Screen.Printable(patient))}: {Screen.Text(line)}");
        }

        if (lines.Count > MaxShown)
        {
            Screen.Out.WriteLine($"… and {lines.Count - MaxShown} more of this patient (report)");
        }
    }
}
