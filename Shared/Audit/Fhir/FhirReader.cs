using System.Text.Json;
using System.Xml;
using XdsDmp.Audit.Summaries;
using XdsDmp.Xml;

namespace XdsDmp.Audit.Fhir;

/// <summary>Reads a stored AuditEvent back, JSON or XML, whatever more it holds than the specification has.</summary>
public static class FhirReader
{
    /// <summary>
    /// Commas of JSON, tags of XML: a bound on the elements, each of which costs a hundred times the octets that it may
    /// come in. An event with more is known by its summary, which is bounded by itself.
    /// </summary>
    private const int MaxMarks = 100_000;

    /// <summary>Null for everything that is not an AuditEvent in FHIR, or that cannot be read.</summary>
    public static FhirElement? TryReadAuditEvent(ReadOnlyMemory<byte> raw)
    {
        // What is wrong with the text is found by the reader of summaries.
        var text = AuditText.ToUtf8(raw, new FindingList());
        if (text.IsEmpty || text.Span.Count(text.Span[0] == (byte)'{' ? (byte)',' : (byte)'<') > MaxMarks)
        {
            return null;
        }

        try
        {
            var resource = text.Span[0] switch
            {
                (byte)'{' => FhirJsonReader.Read(text),
                (byte)'<' => FhirXmlReader.Read(text),
                _ => null,
            };
            return resource?.Value == "AuditEvent" ? resource : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or XmlException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Names become element names in the other form, hence only those that FHIR can have.</summary>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    /// <summary>Markup is copied into XML answers: it must be well-formed by itself.</summary>
    internal static bool IsMarkup(string text)
    {
        try
        {
            using var reader = XmlReaders.Create(System.Text.Encoding.UTF8.GetBytes(text));
            reader.MoveToContent();
            var isDivision = reader is { LocalName: "div", NamespaceURI: "http://www.w3.org/1999/xhtml" };
            while (reader.Read())
            {
            }

            return isDivision && !text.TrimStart().StartsWith("<?", StringComparison.Ordinal);
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
