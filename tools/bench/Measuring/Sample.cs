namespace XdsDmp.Bench.Measuring;

/// <summary>One measurement: what was answered in which time, and what it cost the side that was measured.</summary>
internal sealed record Sample(double Seconds, double CpuSeconds, LatencyHistogram Latencies)
{
    public long Requests => Latencies.Total;

    /// <summary>What throughput counts where that is not requests: mebibytes, messages.</summary>
    public double? Units { get; init; }

    public double Amount => Units ?? Requests;

    public double PerSecond => Amount / Seconds;
}
