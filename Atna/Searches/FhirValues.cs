using System.Buffers.Text;
using System.Globalization;

namespace XdsDmp.Atna.Searches;

/// <summary>Which texts FHIR R4 takes for a value of a type.</summary>
internal static class FhirValues
{
    private const int MaxId = 64;

    private static readonly string[] Active =
    [
        "<script", "<style", "<iframe", "<object", "<embed", "<form", "<input", "<link", "<base", "<svg", "javascript:",
    ];

    /// <summary>The value as FHIR writes it; null when it is none of that type.</summary>
    public static string? Of(string type, string value) => type switch
    {
        "instant" => InstantOf(value),
        "dateTime" => IsDateTime(value) ? value : null,
        "boolean" => value.Trim() is "true" or "false" ? value.Trim() : null,
        "id" => value.Length <= MaxId && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? value : null,
        "code" => value.Trim() is { Length: > 0 } code && !code.Contains("  ", StringComparison.Ordinal)
            && !code.Any(c => char.IsWhiteSpace(c) && c != ' ') ? code : null,
        "uri" => value.Trim() is { Length: > 0 } uri && !uri.Any(char.IsWhiteSpace) ? uri : null,
        "base64Binary" => value.Length > 0 && Base64.IsValid(value) ? value : null,
        "xhtml" => IsHarmless(value) ? value : null,
        _ => string.IsNullOrWhiteSpace(value) ? null : value,
    };

    /// <summary>What has no zone is in UTC: a guess that the findings of the record tell.</summary>
    private static string? InstantOf(string value) => IsDateTime(value) && value.Length > "yyyy-MM-dd".Length
        ? value
        : value.Length >= "yyyy-MM-ddTHH:mm".Length && DateTimeOffset.TryParse(
            value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : null;

    private static bool IsDateTime(string value) => DateTimeOffset.TryParseExact(
        value,
        [
            "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        ],
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
        && (value.Length <= "yyyy-MM-dd".Length || value.EndsWith('Z') || value[^6] is '+' or '-');

    /// <summary>A narrative is basic formatting and nothing that would act (FHIR R4, Narrative, txt-1).</summary>
    private static bool IsHarmless(string markup)
    {
        if (!markup.StartsWith("<div", StringComparison.Ordinal)
            || !markup.Contains("http://www.w3.org/1999/xhtml", StringComparison.Ordinal)
            || Array.Exists(Active, active => markup.Contains(active, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        // Attributes such as onclick.
        for (var i = markup.IndexOf(" on", StringComparison.OrdinalIgnoreCase); i >= 0;
            i = markup.IndexOf(" on", i + 1, StringComparison.OrdinalIgnoreCase))
        {
            var name = markup.AsSpan(i + 1);
            var end = name.IndexOfAnyExceptInRange('A', 'z');
            if (end > 2 && name[end..].TrimStart() is ['=', ..])
            {
                return false;
            }
        }

        return true;
    }
}
