using System.Buffers;
using System.Globalization;
using System.Text.Json;
using XdsDmp.Atna.Fhir;
using XdsDmp.Audit;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Reception.Feed;

/// <summary>The answer to a Bundle: one entry for each that was sent, in the same order.</summary>
/// <param name="bundleType">Of what was sent.</param>
/// <param name="refusals">For each entry: why it was not stored, or null.</param>
/// <param name="first">Number of the first record.</param>
/// <param name="now">When they were stored.</param>
internal sealed class FeedAnswer(
    string bundleType, IReadOnlyList<FhirRefusalException?> refusals, long first, DateTimeOffset now)
{
    private readonly string _type = bundleType == "transaction" ? "transaction-response" : "batch-response";
    private readonly string _modified =
        now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>Where a record is read as an AuditEvent, below the base URL. Its id never changes.</summary>
    public static string LocationOf(long sequence) => $"AuditEvent/{sequence}";

    /// <summary>What is said of one event that was kept: each finding is a warning.</summary>
    public static OperationOutcome Kept(long sequence, IReadOnlyList<Finding> findings) => new(
    [
        new OutcomeIssue("information", "informational", $"kept as {LocationOf(sequence)}"),
        .. findings.Select(finding => OutcomeIssue.Warning("business-rule", $"{finding.Code}: {finding.Detail}")),
    ]);

    public byte[] Write(FhirFormat format)
    {
        var output = new ArrayBufferWriter<byte>();
        if (format == FhirFormat.Xml)
        {
            WriteTo(new Utf8XmlWriter(output));
        }
        else
        {
            using var json = new Utf8JsonWriter(output);
            WriteTo(json);
        }

        return output.WrittenSpan.ToArray();
    }

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("type", _type);
        if (refusals.Count > 0)
        {
            json.WriteStartArray("entry");
            WriteEntries((refusal, location) => WriteEntry(json, refusal, location));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteEntry(Utf8JsonWriter json, FhirRefusalException? refusal, string location)
    {
        json.WriteStartObject();
        json.WriteStartObject("response");
        json.WriteString("status", StatusOf(refusal));
        if (refusal is null)
        {
            json.WriteString("location", location);
            json.WriteString("lastModified", _modified);
        }
        else
        {
            json.WritePropertyName("outcome");
            new OperationOutcome(refusal.Issue).WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteTo(Utf8XmlWriter xml)
    {
        xml.Start("Bundle"u8).Attribute("xmlns"u8, FhirFormats.Namespace);
        xml.Start("type"u8).Attribute("value"u8, _type).End("type"u8);
        WriteEntries((refusal, location) => WriteEntry(xml, refusal, location));
        xml.End("Bundle"u8);
    }

    private void WriteEntry(Utf8XmlWriter xml, FhirRefusalException? refusal, string location)
    {
        xml.Start("entry"u8).Start("response"u8);
        xml.Start("status"u8).Attribute("value"u8, StatusOf(refusal)).End("status"u8);
        if (refusal is null)
        {
            xml.Start("location"u8).Attribute("value"u8, location).End("location"u8);
            xml.Start("lastModified"u8).Attribute("value"u8, _modified).End("lastModified"u8);
        }
        else
        {
            xml.Start("outcome"u8);
            new OperationOutcome(refusal.Issue).WriteTo(xml, isRoot: false);
            xml.End("outcome"u8);
        }

        xml.End("response"u8).End("entry"u8);
    }

    private void WriteEntries(Action<FhirRefusalException?, string> write)
    {
        var sequence = first;
        foreach (var refusal in refusals)
        {
            write(refusal, LocationOf(sequence));
            sequence += refusal is null ? 1 : 0;
        }
    }

    private static string StatusOf(FhirRefusalException? refusal) => refusal?.Status switch
    {
        null => "201 Created",
        StatusCodes.Status404NotFound => "404 Not Found",
        StatusCodes.Status405MethodNotAllowed => "405 Method Not Allowed",
        var status => $"{status} Bad Request",
    };
}
