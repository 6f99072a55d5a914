namespace XdsDmp.Hosting.Health;

/// <summary>
/// The ten seconds within which a service ends once it was asked to: whoever has something to finish takes from what is
/// left, so that the sum of all patience never exceeds them.
/// </summary>
public sealed class StopTime(TimeProvider clock)
{
    /// <summary>Of the ten seconds; the rest is for the databases to close and the process to end.</summary>
    private static readonly TimeSpan All = TimeSpan.FromSeconds(8.5);

    /// <summary>However late it is: work that ends by itself ends.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    private long _begun;

    /// <summary>From now on time runs; once.</summary>
    public void Begin() => Interlocked.CompareExchange(ref _begun, clock.GetTimestamp(), 0);

    /// <summary>How long to wait for something that is worth <paramref name="most"/>.</summary>
    public TimeSpan Of(TimeSpan most)
    {
        Begin();
        var left = All - clock.GetElapsedTime(Interlocked.Read(ref _begun));
        return left < Least ? Least : left < most ? left : most;
    }
}
