namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>
/// A URN: <c>urn:</c>, a namespace of 2 to 32 letters, digits and hyphens, and a name in it (RFC 8141 §2).
/// </summary>
internal static class UrnType
{
    private const string Prefix = "urn:";

    public static bool IsUrn(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = text[Prefix.Length..];
        var colon = rest.IndexOf(':');
        return colon is >= 2 and <= 32 && IsNamespace(rest[..colon]) && IsName(rest[(colon + 1)..]);
    }

    private static bool IsNamespace(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return text[0] != '-' && text[^1] != '-';
    }

    private static bool IsName(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('!', '~');
}
