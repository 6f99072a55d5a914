using System.Globalization;

namespace XdsDmp.Metadata.Model;

/// <summary>
/// A DTM, <c>YYYY[MM[DD[hh[mm[ss]]]]]</c> in UTC, with the precision in which it was given (ITI TF-3 table
/// 4.2.3.1.7-2).
/// </summary>
public readonly record struct Hl7Time
{
    private const string EarliestRest = "0101000000";
    private const string LatestRest = "1231235959";

    private Hl7Time(string digits) => Digits = digits;

    public string Digits { get; }

    public static Hl7Time Of(DateTimeOffset time) =>
        new(time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));

    public static Hl7Time? TryParse(string? text) => IsValid(text) ? new Hl7Time(text!) : null;

    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is 4 or 6 or 8 or 10 or 12 or 14
        && !text.ContainsAnyExceptInRange('0', '9')
        && IsInRange(text, 4, 1, 12)
        && IsInRange(text, 6, 1, 31)
        && IsInRange(text, 8, 0, 23)
        && IsInRange(text, 10, 0, 59)
        && IsInRange(text, 12, 0, 59);

    /// <summary>The earliest second that is meant, in 14 digits.</summary>
    public string PadLow() => Digits + EarliestRest[(Digits.Length - 4)..];

    /// <summary>
    /// The latest second that is meant, in 14 digits; in short months it may be one that no calendar knows.
    /// </summary>
    public string PadHigh() => Digits + LatestRest[(Digits.Length - 4)..];

    public override string ToString() => Digits ?? "";

    private static bool IsInRange(ReadOnlySpan<char> text, int start, int min, int max)
    {
        if (text.Length <= start)
        {
            return true;
        }

        var value = ((text[start] - '0') * 10) + text[start + 1] - '0';
        return value >= min && value <= max;
    }
}
