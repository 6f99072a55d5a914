namespace XdsDmp.Soap.Multipart;

/// <summary>
/// Content-IDs and the references to them, in one comparable form (RFC 2392). Both sides are percent-decoded once:
/// some stacks write the encoded form into the Content-ID header as well. Some leave out the brackets or <c>cid:</c>.
/// </summary>
internal static class ContentIds
{
    public const int MaxLength = 1024;
    private const string Scheme = "cid:";

    /// <summary>The value of a Content-ID header or of the <c>start</c> parameter.</summary>
    public static string FromHeader(string value) => Uri.UnescapeDataString(WithoutBrackets(value.Trim()));

    /// <summary>The target of an <c>xop:Include</c>; null when it is not a part of this message.</summary>
    public static string? FromHref(string href)
    {
        var text = href.Trim();
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Scheme.Length..];
        }
        else if (text.Contains("//", StringComparison.Ordinal) || text.StartsWith('#') || HasScheme(text))
        {
            return null;
        }

        var id = Uri.UnescapeDataString(WithoutBrackets(text));
        return id.Length is 0 or > MaxLength ? null : id;
    }

    /// <summary>The reference to write for a Content-ID.</summary>
    public static string ToHref(string contentId) => Scheme + Uri.EscapeDataString(contentId).Replace("%40", "@");

    // gSOAP writes a Content-ID such as "urn:uuid:…" or "SOAP-ENV:Envelope" as it stands: only schemes that would be
    // fetched are foreign.
    private static bool HasScheme(string text) =>
        text.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("ftp:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("mid:", StringComparison.OrdinalIgnoreCase);

    private static string WithoutBrackets(string value) =>
        value.Length >= 2 && value[0] == '<' && value[^1] == '>' ? value[1..^1] : value;
}
