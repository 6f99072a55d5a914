using System.Text;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Reports;

namespace XdsDmp.Bench.Growth;

/// <summary>What a row costs at each size.</summary>
/// <param name="Row">Its name.</param>
/// <param name="Unit">What its rate counts.</param>
/// <param name="Sizes">Sizes, and their rounds.</param>
internal sealed record GrowthResult(string Row, string Unit, IReadOnlyList<(long Size, SideResult Side)> Sizes)
{
    private const long Reference = 10_000;

    /// <summary>
    /// The cost at the size with that index, as a multiple of that at 10,000 (or the least): p50, or time of a unit.
    /// </summary>
    public double CostOf(int index)
    {
        var reference = Sizes.FirstOrDefault(it => it.Size == Reference, Sizes[0]).Side.Rounds;
        return SideResult.Median(Sizes[index].Side.Rounds.Zip(reference, (round, other) => Cost(round) / Cost(other)));
    }

    public bool IsBelowTarget(int index) => Sizes[index].Size > Reference && CostOf(index) > GrowthTable.Target;

    private static double Cost(Sample round) =>
        round.Latencies.Total == 0 ? 1 / round.PerSecond : round.Latencies.Milliseconds(0.5);
}

/// <summary>The table of growth, printed row by row; in the end as picture and as Markdown.</summary>
internal sealed class GrowthTable(Heading heading)
{
    public const double Target = 1.2;

    private const string Columns = "{0,-16} {1,12} {2,9} {3,-5} {4,9} {5,9} {6,9} {7,9}  {8}";

    private readonly List<GrowthResult> _results = [];

    public bool IsBelowTarget => _results.Any(row => row.Sizes.Index().Any(it => row.IsBelowTarget(it.Index)));

    public static void WriteHead() => Console.WriteLine(
        Columns, "row", "there are", "rate", "", "p50 ms", "p95 ms", "p99 ms", "CPU/1000", "cost of one");

    public void Add(GrowthResult row)
    {
        _results.Add(row);
        for (var i = 0; i < row.Sizes.Count; i++)
        {
            Console.WriteLine(Columns, Cells(row, i));
        }
    }

    public async Task FinishAsync(BenchOptions options)
    {
        Console.WriteLine(
            $"""

            Cost is p50, or the time of one message, as a multiple of that at 10,000: median of the rounds, which all
            sizes make in turn. Target: at most {Target:0.00}.
            """);
        if (options.Picture is { } picture)
        {
            await File.WriteAllTextAsync(picture, GrowthPicture.Of(_results, heading));
        }

        if (options.Markdown is { } markdown)
        {
            var text = new StringBuilder();
            text.AppendLine(heading.Machine).AppendLine().AppendLine(heading.Run).AppendLine();
            text.AppendLine("| Row | There are | Rate | | p50 ms | p95 ms | p99 ms | CPU s/1000 | Cost of one |");
            text.AppendLine("|-|-:|-:|-|-:|-:|-:|-:|-|");
            foreach (var row in _results)
            {
                row.Sizes.Index().ToList().ForEach(
                    it => text.AppendLine($"| {string.Join(" | ", Cells(row, it.Index))} |"));
            }

            await File.WriteAllTextAsync(markdown, text.ToString());
        }
    }

    private static object[] Cells(GrowthResult row, int index)
    {
        var (size, side) = row.Sizes[index];
        var cost = row.CostOf(index);
        return
        [
            index == 0 ? row.Row : "", $"{size:#,0}", $"{side.PerSecond:#,0}", row.Unit,
            Milliseconds(side, 0.50), Milliseconds(side, 0.95), Milliseconds(side, 0.99),
            $"{side.CpuSecondsOf1000:0.000}",
            $"{cost:0.00}{(row.IsBelowTarget(index) ? " below target" : "")}",
        ];
    }

    private static string Milliseconds(SideResult side, double share) =>
        side.Latencies.Total == 0 ? "" : $"{side.Latencies.Milliseconds(share):0.00}";
}
