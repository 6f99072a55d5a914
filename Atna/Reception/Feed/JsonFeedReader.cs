using System.Text.Json;
using XdsDmp.Atna.Fhir;
using XdsDmp.Audit.Summaries.Fhir;

namespace XdsDmp.Atna.Reception.Feed;

/// <summary>
/// Finds where the resources of a JSON body stand. Everything is read, so that what is not JSON is refused; nothing is
/// built of it.
/// </summary>
internal static class JsonFeedReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="FhirRefusalException">It is no JSON object, or too large.</exception>
    public static FeedDocument Read(ReadOnlyMemory<byte> body)
    {
        body = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        try
        {
            var reader = new Utf8JsonReader(body.Span, FhirJson.Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw FeedDocument.Malformed("the body is not a JSON object");
            }

            var document = ReadResource(ref reader, body);
            reader.Read();
            return document;
        }
        catch (JsonException malformed)
        {
            throw FeedDocument.Malformed(
                $"the body is not acceptable JSON at {FhirJson.Place(malformed)}", malformed);
        }
    }

    private static FeedDocument ReadResource(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        string? resourceType = null;
        string? bundleType = null;
        var entries = new List<FeedEntry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FhirJson.Text(ref reader);
            reader.Read();
            switch (name)
            {
                case "resourceType":
                    resourceType = TextOrSkip(ref reader);
                    break;
                case "type":
                    bundleType = TextOrSkip(ref reader);
                    break;
                case "entry" when reader.TokenType == JsonTokenType.StartArray:
                    ReadEntries(ref reader, body, entries);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new FeedDocument(resourceType ?? "", bundleType, entries);
    }

    private static void ReadEntries(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, List<FeedEntry> entries)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (entries.Count == FeedLimits.MaxEntries)
            {
                throw FeedDocument.TooManyEntries();
            }

            entries.Add(ReadEntry(ref reader, body));
        }
    }

    private static FeedEntry ReadEntry(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var entry = new FeedEntry(null, default, null, null);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return entry;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FhirJson.Text(ref reader);
            reader.Read();
            entry = (name, reader.TokenType) switch
            {
                ("resource", JsonTokenType.StartObject) => ReadEntryResource(ref reader, body, entry),
                ("request", JsonTokenType.StartObject) => ReadRequest(ref reader, entry),
                _ => Skip(ref reader, entry),
            };
        }

        return entry;
    }

    private static FeedEntry ReadEntryResource(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, FeedEntry entry)
    {
        var start = (int)reader.TokenStartIndex;
        string? type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("resourceType");
            reader.Read();
            type = isType ? TextOrSkip(ref reader) : type;
            reader.Skip();
        }

        return entry.Resource.IsEmpty
            ? entry with { ResourceType = type, Resource = body[start..(int)reader.BytesConsumed] }
            : entry with { ResourceType = "" };
    }

    private static FeedEntry ReadRequest(ref Utf8JsonReader reader, FeedEntry entry)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FhirJson.Text(ref reader);
            reader.Read();
            entry = name switch
            {
                "method" => entry with { Method = TextOrSkip(ref reader) },
                "url" => entry with { Url = TextOrSkip(ref reader) },
                _ => Skip(ref reader, entry),
            };
        }

        return entry;
    }

    private static FeedEntry Skip(ref Utf8JsonReader reader, FeedEntry entry)
    {
        reader.Skip();
        return entry;
    }

    private static string? TextOrSkip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return FhirJson.Text(ref reader);
        }

        reader.Skip();
        return null;
    }
}
