using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Rows;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench;

/// <summary>Runs the rows and prints the table. Exit code 1: a row is below its target.</summary>
internal static class Benchmark
{
    private static readonly IRow[] Rows =
        [new FindDocumentsRow(), new RegisterRow(), new ProvideAndRegisterRow(), new DecisionRow()];

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (BenchOptions.Parse(args) is not { } options || Chosen(options) is not { Count: > 0 } rows)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }

        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, {options.Clients} clients, "
            + $"{options.RoundCount} rounds of {options.RoundSeconds} s for each side, data in {options.Data}");
        var isBelowTarget = false;
        try
        {
            Report.WriteHead();
            foreach (var row in rows)
            {
                var result = await RunAsync(row, options);
                Report.Write(result);
                isBelowTarget |= result.IsBelowTarget;
            }
        }
        catch (InvalidDataException wrong)
        {
            await Console.Error.WriteLineAsync($"An answer was not right: {wrong.Message}");
            return 1;
        }
        finally
        {
            Directory.Delete(options.Data, recursive: true);
        }

        Array.ForEach([.. rows], row => Console.WriteLine($"{row.Name}: {row.Explanation}"));
        return isBelowTarget ? 1 : 0;
    }

    private static List<IRow> Chosen(BenchOptions options) =>
        [.. Rows.Where(row => options.Row is null || options.Row == row.Name)];

    // Both sides warm up, then take turns, so that what else the machine does meets both.
    private static async Task<RowResult> RunAsync(IRow row, BenchOptions options)
    {
        await using var workplace = Workplace.Create(Path.Combine(options.Data, row.Name), options.Clients);
        var sides = await row.StartAsync(workplace);
        await sides.Ours.MeasureAsync(TimeSpan.FromSeconds(options.WarmUpSeconds));
        await sides.Ceiling.MeasureAsync(TimeSpan.FromSeconds(options.WarmUpSeconds / 2));
        var (ours, ceiling) = (new List<Sample>(), new List<Sample>());
        for (var round = 0; round < options.RoundCount; round++)
        {
            ours.Add(await sides.Ours.MeasureAsync(TimeSpan.FromSeconds(options.RoundSeconds)));
            ceiling.Add(await sides.Ceiling.MeasureAsync(TimeSpan.FromSeconds(options.RoundSeconds)));
        }

        sides.Verify();
        return new RowResult(
            row.Name, row.Target, ours, ceiling, sides.Ours.PeakMemoryBytes, sides.Ceiling.PeakMemoryBytes);
    }
}
