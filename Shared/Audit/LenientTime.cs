using System.Globalization;

namespace XdsDmp.Audit;

/// <summary>
/// Reads the times that audit senders write: RFC 3339 and xs:dateTime, and also with a blank or lower-case letters,
/// with any number of fraction digits, without seconds or zone, as a date only, in the compact form of ISO 8601 or HL7,
/// and with the name of a region behind the zone.
/// </summary>
internal static class LenientTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz";
    private const int MaxLength = 64;

    /// <param name="isZoneMissing">The text names no zone; the time was taken as UTC.</param>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text, out bool isZoneMissing)
    {
        isZoneMissing = false;
        if (OfUsual(text) is { } usual)
        {
            return usual;
        }

        text = Extended(WithoutRegion(text.Trim()));
        if (text.Length is < 16 or > MaxLength || text[10] is not ('T' or 't' or ' '))
        {
            return null;
        }

        var rest = text[16..];
        var seconds = Seconds(ref rest);
        var fraction = Fraction(ref rest);
        var zone = Zone(rest, ref isZoneMissing);
        var normal = $"{text[..10]}T{text[11..16]}:{seconds}.{fraction}{zone}";
        return DateTimeOffset.TryParseExact(
            normal, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUniversalTime()
            : null;
    }

    /// <summary>
    /// yyyy-MM-ddThh:mm:ss, with three or six digits of a fraction or none, and Z: what nearly all write, three times a
    /// message. Null for anything else.
    /// </summary>
    private static DateTimeOffset? OfUsual(ReadOnlySpan<char> text)
    {
        if (text.Length is not (20 or 24 or 27) || text[^1] != 'Z' || text[4] != '-' || text[7] != '-'
            || text[10] != 'T' || text[13] != ':' || text[16] != ':' || (text.Length > 20 && text[19] != '.'))
        {
            return null;
        }

        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        var (hour, minute, second) = (Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]));
        var fraction = text.Length switch
        {
            20 => 0,
            24 => Digits(text[20..23]) * TimeSpan.TicksPerMillisecond,
            _ => Digits(text[20..26]) * TimeSpan.TicksPerMicrosecond,
        };
        return year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || fraction < 0
                ? null
                : new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(fraction);
    }

    /// <summary>Negative when it is no number.</summary>
    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return -1;
            }

            number = number * 10 + (digit - '0');
        }

        return number;
    }

    /// <summary>2026-03-01T10:00:00+01:00[Europe/Paris]: the offset says all.</summary>
    private static ReadOnlySpan<char> WithoutRegion(ReadOnlySpan<char> text) =>
        text.EndsWith("]") && text.IndexOf('[') is > 0 and var region ? text[..region] : text;

    /// <summary>A date, and YYYYMMDD[T]hhmm[ss], in the form with hyphens and colons.</summary>
    private static ReadOnlySpan<char> Extended(ReadOnlySpan<char> text)
    {
        if (text.Length == 10)
        {
            return $"{text}T00:00";
        }

        if (text.Length is < 8 or > MaxLength || text[..8].ContainsAnyExceptInRange('0', '9'))
        {
            return text;
        }

        var date = $"{text[..4]}-{text[4..6]}-{text[6..8]}";
        var rest = text[8..].TrimStart("Tt");
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        var clock = rest[..(digits < 0 ? rest.Length : digits)];
        return clock.Length switch
        {
            0 when rest.IsEmpty => $"{date}T00:00",
            4 => $"{date}T{clock[..2]}:{clock[2..]}{rest[4..]}",
            6 => $"{date}T{clock[..2]}:{clock[2..4]}:{clock[4..]}{rest[6..]}",
            _ => text,
        };
    }

    private static string Seconds(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length < 3 || rest[0] != ':')
        {
            return "00";
        }

        var seconds = rest[1..3].ToString();
        rest = rest[3..];

        // A leap second has no place in DateTimeOffset; the last second of the minute is the nearest.
        return seconds == "60" ? "59" : seconds;
    }

    private static string Fraction(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] is not ('.' or ','))
        {
            return "0000000";
        }

        var end = rest[1..].IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? rest[1..] : rest[1..(end + 1)];
        rest = rest[(digits.Length + 1)..];
        return (digits.Length > 7 ? digits[..7].ToString() : digits.ToString()).PadRight(7, '0');
    }

    /// <summary>Z, +hh:mm, +hhmm, +hh; what is none of these makes the whole unreadable later.</summary>
    private static string Zone(ReadOnlySpan<char> rest, ref bool isMissing)
    {
        rest = rest.Trim();
        isMissing = rest.IsEmpty;
        return rest switch
        {
            [] or "Z" or "z" or "UTC" or "GMT" => "+00:00",
            ['+' or '-', _, _] => $"{rest}:00",
            ['+' or '-', _, _, not ':', _] => $"{rest[..3]}:{rest[3..]}",
            _ => rest.ToString(),
        };
    }
}
