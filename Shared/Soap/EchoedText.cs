using System.Globalization;

namespace XdsDmp.Soap;

/// <summary>Values of the sender that we repeat in a fault or log line: quoted, cut, and on one line.</summary>
public static class EchoedText
{
    private const int MaxLength = 200;

    public static string Quote(string? value) => value is null ? "(none)" : $"'{Clean(value, MaxLength)}'";

    /// <summary>Control and format characters become '?', what is too long is cut.</summary>
    public static string Clean(string value, int maxLength)
    {
        var isCut = value.Length > maxLength;
        var kept = isCut ? value.AsSpan(0, maxLength) : value.AsSpan();
        return string.Concat(Printable(kept), isCut ? "…" : "");
    }

    private static string Printable(ReadOnlySpan<char> value)
    {
        var clean = new char[value.Length];
        for (var i = 0; i < value.Length; i++)
        {
            clean[i] = IsPrintable(value[i]) || IsPair(value, i) ? value[i] : '?';
        }

        return new string(clean);
    }

    private static bool IsPrintable(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);

    private static bool IsPair(ReadOnlySpan<char> value, int i) =>
        (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
        || (char.IsLowSurrogate(value[i]) && i > 0 && char.IsHighSurrogate(value[i - 1]));
}
