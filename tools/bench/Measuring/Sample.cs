namespace XdsDmp.Bench.Measuring;

/// <summary>One measurement: what was answered in which time, and what it cost the side that was measured.</summary>
internal sealed record Sample(double Seconds, double CpuSeconds, LatencyHistogram Latencies)
{
    public long Requests => Latencies.Total;

    public double PerSecond => Requests / Seconds;

    public static Sample Sum(IReadOnlyCollection<Sample> samples)
    {
        var latencies = new LatencyHistogram();
        foreach (var sample in samples)
        {
            latencies.Add(sample.Latencies);
        }

        return new Sample(samples.Sum(s => s.Seconds), samples.Sum(s => s.CpuSeconds), latencies);
    }
}
