using System.Globalization;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Assertions;

/// <summary>
/// A time in an assertion (SAML 2.0 Core §1.3.3): xs:dateTime with its zone, which shall be UTC. Another offset is
/// unambiguous and taken; a time without zone is not.
/// </summary>
internal static class SamlTime
{
    private const int MaxFraction = 7;
    private const int MaxLength = 64;

    private static readonly string[] Forms =
        ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <exception cref="UntrustedMessageException">It is no such time.</exception>
    public static DateTimeOffset Read(string text, string name)
    {
        var trimmed = text.Trim(' ', '\t', '\r', '\n');
        return trimmed.Length <= MaxLength && HasZone(trimmed) && DateTimeOffset.TryParseExact(
            Shortened(trimmed), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUniversalTime()
            : throw new UntrustedMessageException(
                SecurityFault.InvalidSecurityToken, $"{name} {Quoted.Of(text)} is not a time with its zone");
    }

    public static DateTimeOffset? ReadOptional(string? text, string name) => text is null ? null : Read(text, name);

    /// <summary>As assertions of ours say it.</summary>
    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static bool HasZone(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

    /// <summary>Some issuers write nanoseconds: what we cannot hold is cut off.</summary>
    private static string Shortened(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - dot - 1 <= MaxFraction ? text : text[..(dot + 1 + MaxFraction)] + text[end..];
    }
}
