namespace XdsDmp.Atna.Storage;

/// <summary>How the database has points in time: microseconds since 1970 UTC.</summary>
internal static class Microseconds
{
    public static long Of(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The nearest time that there is: a value that somebody tampered with may be none.</summary>
    public static DateTimeOffset ToTime(long microseconds)
    {
        var lowest = Of(DateTimeOffset.MinValue);
        var highest = Of(DateTimeOffset.MaxValue);
        return DateTimeOffset.UnixEpoch.AddTicks(
            Math.Clamp(microseconds, lowest, highest) * TimeSpan.TicksPerMicrosecond);
    }

    public static DateTimeOffset Cut(DateTimeOffset time) => ToTime(Of(time));
}
