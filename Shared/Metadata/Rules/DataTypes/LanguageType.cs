namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>languageCode: a tag of RFC 5646, in its general form.</summary>
internal static class LanguageType
{
    private const int MaxSubtagLength = 8;

    public static DataType Type { get; } = DataType.Of("languageCode", "an RFC 5646 tag such as fr-FR", IsTag);

    private static bool IsTag(string value)
    {
        var isFirst = true;
        foreach (var range in value.AsSpan().Split('-'))
        {
            var subtag = value.AsSpan(range);
            if (subtag.Length is 0 or > MaxSubtagLength || !IsSubtag(subtag, isFirst))
            {
                return false;
            }

            isFirst = false;
        }

        return true;
    }

    private static bool IsSubtag(ReadOnlySpan<char> subtag, bool isFirst)
    {
        foreach (var c in subtag)
        {
            if (!(isFirst ? char.IsAsciiLetter(c) : char.IsAsciiLetterOrDigit(c)))
            {
                return false;
            }
        }

        return true;
    }
}
