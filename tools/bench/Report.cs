using XdsDmp.Bench.Measuring;

namespace XdsDmp.Bench;

/// <summary>The table on standard output.</summary>
internal static class Report
{
    private const string Columns = "{0,-10} {1,-8} {2,9} {3,8} {4,8} {5,8} {6,10} {7,9}  {8}";

    public static void WriteHead() => Console.WriteLine(
        Columns, "row", "side", "req/s", "p50 ms", "p95 ms", "p99 ms", "CPU s/1000", "peak MiB",
        "ratio (lowest to highest)");

    public static void Write(RowResult row)
    {
        var verdict = row.IsBelowTarget ? $"below target {row.Target:0.0}" : $"target {row.Target:0.0}";
        Write(row.Name, "ours", Sample.Sum([.. row.Ours]), row.OurMemory,
            $"{row.Ratio:0.000} ({row.LowestRatio:0.000} to {row.HighestRatio:0.000}) {verdict}");
        Write("", "ceiling", Sample.Sum([.. row.Ceiling]), row.CeilingMemory, "");
    }

    private static void Write(string row, string side, Sample sum, long memory, string ratio) => Console.WriteLine(
        Columns, row, side, $"{sum.PerSecond:0}",
        $"{sum.Latencies.Milliseconds(0.50):0.00}", $"{sum.Latencies.Milliseconds(0.95):0.00}",
        $"{sum.Latencies.Milliseconds(0.99):0.00}", $"{sum.CpuSeconds * 1000 / sum.Requests:0.000}",
        $"{memory / 1048576.0:0}", ratio);
}
