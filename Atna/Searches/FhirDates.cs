using System.Globalization;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// Dates as FHIR searches by them (FHIR R4 §3.1.1.4.7): a prefix, and a date of any precision, which is a period. One
/// without zone is in the server's.
/// </summary>
internal static class FhirDates
{
    private static readonly string[] Prefixes = ["eq", "ne", "gt", "ge", "lt", "le", "sa", "eb", "ap"];

    private static readonly (string Format, Func<DateTime, DateTime> Next)[] Forms =
    [
        ("yyyy", start => start.AddYears(1)),
        ("yyyy-MM", start => start.AddMonths(1)),
        ("yyyy-MM-dd", start => start.AddDays(1)),
        ("yyyy-MM-dd'T'HH:mm", start => start.AddMinutes(1)),
        ("yyyy-MM-dd'T'HH:mm:ss", start => start.AddSeconds(1)),
        ("yyyy-MM-dd'T'HH:mm:ss.f", start => start.AddMilliseconds(100)),
        ("yyyy-MM-dd'T'HH:mm:ss.ff", start => start.AddMilliseconds(10)),
        ("yyyy-MM-dd'T'HH:mm:ss.fff", start => start.AddMilliseconds(1)),
        ("yyyy-MM-dd'T'HH:mm:ss.ffffff", start => start.AddMicroseconds(1)),
    ];

    /// <summary>The periods that the value stands for, two for <c>ne</c>. Null when it is no date.</summary>
    public static IReadOnlyList<TimeRange>? Parse(string value, TimeProvider clock)
    {
        var prefix = Prefixes.FirstOrDefault(known => value.StartsWith(known, StringComparison.Ordinal));
        var text = prefix is null ? value : value[prefix.Length..];
        if (PeriodOf(text, clock.LocalTimeZone) is not { } period)
        {
            return null;
        }

        return prefix switch
        {
            "ne" => [new TimeRange(long.MinValue, period.From), new TimeRange(period.Before, long.MaxValue)],
            "gt" or "sa" => [new TimeRange(period.Before, long.MaxValue)],
            "ge" => [new TimeRange(period.From, long.MaxValue)],
            "lt" or "eb" => [new TimeRange(long.MinValue, period.From)],
            "le" => [new TimeRange(long.MinValue, period.Before)],
            "ap" => [About(period, Microseconds.Of(clock.GetUtcNow()))],
            _ => [period],
        };
    }

    /// <summary>A tenth of the distance from now (FHIR R4 §3.1.1.4.5).</summary>
    private static TimeRange About(TimeRange period, long now)
    {
        var slack = Math.Abs(now - period.From) / 10;
        return new TimeRange(period.From - slack, period.Before + slack);
    }

    private static TimeRange? PeriodOf(string text, TimeZoneInfo local)
    {
        // A plus sign that was not escaped arrives as a blank.
        var whole = text.Trim().Replace(' ', '+');
        var (plain, zone) = SplitZone(whole);
        foreach (var (format, next) in Forms)
        {
            if (DateTime.TryParseExact(
                plain, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
                && start.Year < DateTime.MaxValue.Year)
            {
                return new TimeRange(Instant(start, zone, local), Instant(next(start), zone, local));
            }
        }

        return null;
    }

    private static long Instant(DateTime time, TimeSpan? zone, TimeZoneInfo local)
    {
        // In the night when clocks are put back an hour comes twice, and in the other one it does not exist: the
        // standard offset serves for both.
        var offset = zone ?? local.GetUtcOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified));
        return (time.Ticks - offset.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
    }

    private static (string Plain, TimeSpan? Zone) SplitZone(string text)
    {
        if (text.EndsWith('Z'))
        {
            return (text[..^1], TimeSpan.Zero);
        }

        var isZoned = text.Length > 16 && text[^6] is '+' or '-' && text.Contains('T', StringComparison.Ordinal);
        return isZoned && TimeSpan.TryParseExact(text[^5..], "hh':'mm", CultureInfo.InvariantCulture, out var offset)
            ? (text[..^6], text[^6] == '-' ? -offset : offset)
            : (text, null);
    }
}
