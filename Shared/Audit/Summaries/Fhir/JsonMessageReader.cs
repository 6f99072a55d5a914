using System.Text.Json;

namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>
/// Walks through a FHIR resource that is JSON and hands on the same elements that its XML form has: a primitive is an
/// element with the attribute <c>value</c>, an array is a repetition.
/// </summary>
internal sealed class JsonMessageReader(FindingList findings)
{
    private const int MaxElementsPerChild = 20_000;
    private readonly FhirSummaryBuilder _summary = new(findings);
    private AuditElement? _open;
    private bool _isAuditEvent;
    private int _elements;

    /// <param name="text">Valid UTF-8.</param>
    public AuditSummary Read(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, FhirJson.Options);
            var isRead = ReadResource(ref reader);
            if (isRead && !_isAuditEvent)
            {
                findings.Add(FindingCode.NotAnAuditMessage, "the JSON is not an AuditEvent");
            }

            return _summary.Build(isRead && _isAuditEvent);
        }
        catch (JsonException e)
        {
            // What the break-off left open still says something.
            if (_open is not null)
            {
                _summary.Add(_open);
            }

            var isCut = !text.EndsWith("}"u8);
            findings.Add(isCut ? FindingCode.JsonTruncated : FindingCode.JsonMalformed, FhirJson.Place(e));
            return _summary.Build(isParsed: false);
        }
    }

    private bool ReadResource(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FhirJson.Text(ref reader);
            if (name == "resourceType")
            {
                reader.Read();
                _isAuditEvent = reader.TokenType == JsonTokenType.String
                    && reader.ValueTextEquals(FhirSummaryBuilder.ResourceType);
                reader.Skip();
            }
            else if (!FhirSummaryBuilder.Reads(name))
            {
                reader.Skip();
            }
            else if (!ReadChild(ref reader, name))
            {
                return false;
            }
        }

        // What follows the object makes the whole no JSON.
        reader.Read();
        return true;
    }

    /// <summary>A property of the root: what it holds is handed on one by one.</summary>
    private bool ReadChild(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        var isArray = reader.TokenType == JsonTokenType.StartArray;
        for (var items = 1; !isArray || (reader.Read() && reader.TokenType != JsonTokenType.EndArray); items++)
        {
            _elements = 0;
            _open = new AuditElement(name);
            if (items > MaxElementsPerChild || !ReadInto(ref reader, _open))
            {
                findings.Add(FindingCode.TooMuchContent, $"{name} has over {MaxElementsPerChild} elements");
                return false;
            }

            _summary.Add(_open);
            _open = null;
            if (!isArray)
            {
                break;
            }
        }

        return true;
    }

    /// <summary>A property of an element: one child, or of an array as many as it has items.</summary>
    private bool ReadProperty(ref Utf8JsonReader reader, AuditElement parent)
    {
        var name = FhirJson.Text(ref reader);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return ReadItem(ref reader, parent, name);
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!ReadItem(ref reader, parent, name))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadItem(ref Utf8JsonReader reader, AuditElement parent, string name)
    {
        if (++_elements > MaxElementsPerChild)
        {
            return false;
        }

        var item = new AuditElement(name);
        parent.Children.Add(item);
        return ReadInto(ref reader, item);
    }

    private bool ReadInto(ref Utf8JsonReader reader, AuditElement item)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    if (!ReadProperty(ref reader, item))
                    {
                        return false;
                    }
                }

                return true;
            case JsonTokenType.StartArray:
                // FHIR has no arrays of arrays.
                reader.Skip();
                return true;
            case JsonTokenType.Null:
                return true;
            default:
                item.SetAttribute(FhirElements.Value, FhirJson.Text(ref reader));
                return true;
        }
    }
}
