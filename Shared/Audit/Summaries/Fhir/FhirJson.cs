using System.Text;
using System.Text.Json;

namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>How FHIR resources in JSON are read here: bounded, and without a word of theirs in messages.</summary>
public static class FhirJson
{
    /// <summary>FHIR's own structures are some ten levels deep.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = 64 };

    /// <summary>
    /// The text of a string or a name, with a replacement character for NUL; of anything else, what was written.
    /// </summary>
    public static string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            try
            {
                return (reader.GetString() ?? "").Replace('\0', '\uFFFD');
            }
            catch (InvalidOperationException)
            {
                // Escapes of half a surrogate pair form no text.
            }
        }

        return Encoding.UTF8.GetString(reader.ValueSpan);
    }

    /// <summary>Where reading ended; the exception's own message would quote what was sent.</summary>
    public static string Place(JsonException e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return $"line {e.LineNumber + 1}, octet {e.BytePositionInLine + 1}";
    }
}
