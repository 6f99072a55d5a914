namespace XdsDmp.Bench.Measuring;

/// <summary>All rounds of a side. What is told of it are medians of rounds, latencies those of all together.</summary>
internal sealed record SideResult(IReadOnlyList<Sample> Rounds, long PeakMemoryBytes)
{
    public double PerSecond => Median(Rounds.Select(round => round.PerSecond));

    public double CpuSecondsOf1000 => Median(Rounds.Select(round => round.CpuSeconds * 1000 / round.Amount));

    public LatencyHistogram Latencies
    {
        get
        {
            var all = new LatencyHistogram();
            foreach (var round in Rounds)
            {
                all.Add(round.Latencies);
            }

            return all;
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
