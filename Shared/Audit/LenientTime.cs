using System.Globalization;

namespace XdsDmp.Audit;

/// <summary>
/// Reads the times that audit senders write: RFC 3339 and xs:dateTime, and also with a blank or lower-case letters,
/// with any number of fraction digits, without seconds or zone.
/// </summary>
internal static class LenientTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz";
    private const int MaxLength = 64;

    /// <param name="isZoneMissing">The text names no zone; the time was taken as UTC.</param>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text, out bool isZoneMissing)
    {
        isZoneMissing = false;
        text = text.Trim();
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
            [] or "Z" or "z" => "+00:00",
            ['+' or '-', _, _] => $"{rest}:00",
            ['+' or '-', _, _, not ':', _] => $"{rest[..3]}:{rest[3..]}",
            _ => rest.ToString(),
        };
    }
}
