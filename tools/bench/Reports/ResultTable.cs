using System.Text;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Rows;

namespace XdsDmp.Bench.Reports;

/// <summary>The table: on standard output as it grows, in the end as picture and as Markdown.</summary>
internal sealed class ResultTable(Heading heading)
{
    private const string Columns = "{0,-22} {1,-13} {2,9} {3,-5} {4,8} {5,8} {6,8} {7,8} {8,8}  {9}";

    private readonly List<RowResult> _results = [];
    private readonly List<(string Row, string Problem)> _failures = [];
    private readonly List<IRow> _explained = [];

    /// <summary>Rows that are done.</summary>
    public int Rows => _explained.Count + _failures.Count;

    public bool IsBelowTarget => _failures.Count > 0 || _results.Any(result => result.IsBelowTarget);

    public static void WriteHead() => Console.WriteLine(
        Columns, "row", "side", "rate", "", "p50 ms", "p95 ms", "p99 ms", "CPU/1000", "peak MiB",
        "ratio (lowest to highest)");

    public void Add(RowResult row)
    {
        _results.Add(row);
        var ratio = $"{row.Ratio:0.000} ({row.LowestRatio:0.000} to {row.HighestRatio:0.000})  {row.Verdict}";
        Console.WriteLine(Columns, [row.Pairing.Name, "ours", .. Cells(row.Pairing, row.Ours), ratio]);
        Console.WriteLine(Columns, ["", row.Pairing.CeilingName, .. Cells(row.Pairing, row.Ceiling), ""]);
    }

    public void AddFailure(IRow row, string problem)
    {
        _failures.Add((row.Name, problem));
        Console.WriteLine($"{row.Name}: failed: {problem}");
    }

    /// <summary>Remembers that the row's explanation belongs below the table.</summary>
    public void Explain(IRow row) => _explained.Add(row);

    public async Task FinishAsync(BenchOptions options)
    {
        Console.WriteLine("""

            Rates, ratios and CPU are medians of the rounds; CPU is that of the servers, in seconds for 1,000 of what
            the rate counts; memory is the peak of the process that serves.
            """);
        _explained.ForEach(row => Console.WriteLine($"{row.Name}: {row.Explanation}"));
        if (options.Picture is { } picture)
        {
            await File.WriteAllTextAsync(picture, RatioPicture.Of(_results, heading));
        }

        if (options.Markdown is { } markdown)
        {
            await File.WriteAllTextAsync(markdown, Markdown());
        }
    }

    private static string[] Cells(Pairing pairing, SideResult side) =>
    [
        $"{side.PerSecond:#,0}", pairing.Unit,
        Milliseconds(side, 0.50), Milliseconds(side, 0.95), Milliseconds(side, 0.99),
        $"{side.CpuSecondsOf1000:0.000}", $"{side.PeakMemoryBytes / 1048576.0:0}",
    ];

    private static string Milliseconds(SideResult side, double share) =>
        side.Latencies.Total == 0 ? "" : $"{side.Latencies.Milliseconds(share):0.00}";

    private string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine(heading.Machine).AppendLine().AppendLine(heading.Run).AppendLine();
        text.AppendLine(
            "| Row | Side | Rate | p50 ms | p95 ms | p99 ms | CPU s/1000 | Peak MiB | Ratio | Lowest to highest "
            + "| Target |");
        text.AppendLine("|-|-|-:|-:|-:|-:|-:|-:|-:|-|-|");
        foreach (var row in _results)
        {
            Append(text, [row.Pairing.Name, "ours", .. Cells(row.Pairing, row.Ours)],
                [$"{row.Ratio:0.000}", $"{row.LowestRatio:0.000} to {row.HighestRatio:0.000}", row.Verdict]);
            Append(text, ["", row.Pairing.CeilingName, .. Cells(row.Pairing, row.Ceiling)], ["", "", ""]);
        }

        _failures.ForEach(failure => text.AppendLine(
            $"| {failure.Row} | failed: {failure.Problem.ReplaceLineEndings(" ")} | | | | | | | | | |"));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] measured, string[] judged) => text.AppendLine(
        $"| {string.Join(" | ", [.. measured[..2], $"{measured[2]} {measured[3]}", .. measured[4..], .. judged])} |");
}
