using System.ComponentModel;
using XdsDmp.Bench.Growth;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Reports;
using XdsDmp.Bench.Rows;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench;

/// <summary>Runs the rows and prints the table. Exit code 1: a row is below its target, or was not right.</summary>
internal static class Benchmark
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (BenchOptions.Parse(args) is not { } options || AllRows.Chosen(options) is not { Count: > 0 } rows)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }

        Directory.CreateDirectory(options.Data);
        try
        {
            await using var surroundings = await Surroundings.StartAsync(options);
            return options.IsGrowth
                ? await GrowthCommand.RunAsync(options, surroundings) : await RunAsync(options, rows, surroundings);
        }
        finally
        {
            Directory.Delete(options.Data, recursive: true);
        }
    }

    private static async Task<int> RunAsync(
        BenchOptions options, List<IRow> rows, Surroundings surroundings)
    {
        var heading = Heading.Of(options);
        Console.WriteLine(heading);
        await using var stage = new Stage(options, surroundings);
        var table = new ResultTable(heading);
        ResultTable.WriteHead();
        foreach (var row in rows)
        {
            try
            {
                foreach (var result in await RunAsync(row, stage, $"{1 + table.Rows}/{rows.Count} {row.Name}"))
                {
                    table.Add(result);
                }

                table.Explain(row);
            }
            catch (Exception wrong) when (IsOfTheRow(wrong))
            {
                Progress.Clear();
                table.AddFailure(row, wrong.Message);
            }

            await stage.EndRowAsync();
        }

        await table.FinishAsync(options);
        return table.IsBelowTarget ? 1 : 0;
    }

    // All sides warm up, then take turns, so that what else the machine does meets all of them.
    private static async Task<IReadOnlyList<RowResult>> RunAsync(IRow row, Stage stage, string place)
    {
        Progress.Show($"{place}: starting and filling");
        using var contest = await row.StartAsync(stage);
        foreach (var side in contest.Sides)
        {
            Progress.Show($"{place}: warming up, {contest.NameOf(side)}");
            await side.MeasureAsync(stage.Options.WarmUp);
            side.ForgetPeak();
        }

        var samples = contest.Sides.ToDictionary(side => side, _ => new List<Sample>());
        for (var round = 1; round <= stage.Options.RoundCount; round++)
        {
            foreach (var side in contest.Sides)
            {
                Progress.Show($"{place}: round {round} of {stage.Options.RoundCount}, {contest.NameOf(side)}");
                samples[side].Add(await side.MeasureAsync(stage.Options.Round));
            }
        }

        Progress.Clear();
        contest.Verify();
        return [.. contest.Pairings.Select(pairing => Result(pairing, samples))];
    }

    /// <summary>Answers that are not right, servers that end or are not installed: the other rows go on.</summary>
    private static bool IsOfTheRow(Exception wrong) =>
        wrong is InvalidDataException or IOException or InvalidOperationException or Win32Exception;

    private static RowResult Result(Pairing pairing, Dictionary<ISide, List<Sample>> samples)
    {
        var ours = new SideResult(samples[pairing.Ours], pairing.Ours.PeakMemoryBytes);
        var ceiling = new SideResult(samples[pairing.Ceiling], pairing.Ceiling.PeakMemoryBytes);
        return new RowResult(pairing, ours, ceiling, pairing.Conditions(ours, ceiling));
    }
}
