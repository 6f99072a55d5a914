using System.Diagnostics;

namespace XdsDmp.Bench.Measuring;

/// <summary>
/// Latencies in buckets that grow by 2 %, from a microsecond to beyond a minute: rounds can be added up.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int BucketCount = 1024;
    private static readonly double LogGrowth = Math.Log(1.02);

    private readonly long[] _counts;

    public LatencyHistogram()
        : this(new long[BucketCount])
    {
    }

    private LatencyHistogram(long[] counts) => _counts = counts;

    public long Total => _counts.Sum();

    public void Add(long stopwatchTicks)
    {
        var microseconds = Math.Max(1, stopwatchTicks * 1e6 / Stopwatch.Frequency);
        _counts[Math.Min(BucketCount - 1, (int)(Math.Log(microseconds) / LogGrowth))]++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < BucketCount; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>Milliseconds that this share of the requests did not exceed.</summary>
    public double Milliseconds(double share)
    {
        var wanted = (long)Math.Ceiling(Total * share);
        var bucket = 0;
        for (var seen = _counts[0]; seen < wanted && bucket < BucketCount - 1; seen += _counts[bucket])
        {
            bucket++;
        }

        return Math.Exp((bucket + 0.5) * LogGrowth) / 1000;
    }

    /// <summary>For the way from another process: <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(' ', _counts);

    public static LatencyHistogram Parse(string text) => new([.. text.Split(' ').Select(long.Parse)]);
}
