namespace XdsDmp.Atna.Storage;

/// <summary>
/// Text that every database takes. PostgreSQL refuses NUL, and half of a surrogate pair is no UTF-8: both can stand in
/// what a sender wrote. The record itself keeps its octets.
/// </summary>
internal static class StorableText
{
    private const char Replacement = '\uFFFD';

    public static string Of(string text) =>
        text.AsSpan().IndexOf('\0') < 0 && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0
            ? text
            : string.Create(text.Length, text, Write);

    /// <summary>The first so many characters, but never half of a pair.</summary>
    public static string Cut(string text, int length) => text.Length <= length
        ? text
        : text[..(length - (char.IsHighSurrogate(text[length - 1]) ? 1 : 0))];

    private static void Write(Span<char> target, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isWhole = char.IsHighSurrogate(text[i])
                ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                : !char.IsLowSurrogate(text[i]) || (i > 0 && char.IsHighSurrogate(text[i - 1]));
            target[i] = isWhole && text[i] != '\0' ? text[i] : Replacement;
        }
    }
}
