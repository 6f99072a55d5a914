namespace XdsDmp.Bench.Load;

/// <summary>Every request of a run has a number of its own: its MessageID and its unique ids are made of it.</summary>
internal static class RequestNumber
{
    private static long _last;

    public static long Last => Interlocked.Read(ref _last);

    public static long Next() => Interlocked.Increment(ref _last);
}
