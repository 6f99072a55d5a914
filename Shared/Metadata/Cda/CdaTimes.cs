using System.Globalization;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Cda;

/// <summary>Times of HL7 v3 as XDS has them.</summary>
public static class CdaTimes
{
    private const string Form = "yyyyMMddHHmmss";
    private const int WithHours = 10;

    /// <summary>
    /// HL7 v3 TS with its time zone as a DTM in UTC; fractions of seconds are cut. A day without hours has no zone to
    /// convert.
    /// </summary>
    public static Hl7Time? TimeOf(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var digits = value.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? value[..end] : value;
        var sign = value.LastIndexOfAny(['+', '-']);
        if (Hl7Time.TryParse(digits) is not { } time || sign < 0 || digits.Length < WithHours)
        {
            return Hl7Time.TryParse(digits);
        }

        var zone = value[(sign + 1)..];
        return zone.Length == 4
            && int.TryParse(zone[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(zone[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && DateTime.TryParseExact(time.PadLow(), Form, CultureInfo.InvariantCulture, 0, out var local)
            ? InUtc(local, new TimeSpan(hours, minutes, 0) * (value[sign] == '-' ? -1 : 1), digits.Length)
            : null;
    }

    private static Hl7Time? InUtc(DateTime local, TimeSpan offset, int length) =>
        local.Ticks - offset.Ticks is >= 0 and var ticks && ticks <= DateTime.MaxValue.Ticks
            ? Hl7Time.TryParse(
                Hl7Time.Of(new DateTimeOffset(new DateTime(ticks, DateTimeKind.Utc))).Digits[..length])
            : null;
}
