using System.Buffers;
using System.Text.Json;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Fhir;

/// <summary>What a FHIR server says about a request beyond its answer (FHIR R4, OperationOutcome).</summary>
internal sealed record OperationOutcome(params IReadOnlyList<OutcomeIssue> Issues)
{
    public byte[] Write(FhirFormat format)
    {
        var output = new ArrayBufferWriter<byte>();
        if (format == FhirFormat.Xml)
        {
            WriteTo(new Utf8XmlWriter(output), isRoot: true);
        }
        else
        {
            using var json = new Utf8JsonWriter(output);
            WriteTo(json);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The resource as a JSON object, alone or inside a Bundle.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "OperationOutcome");
        json.WriteStartArray("issue");
        foreach (var issue in Issues)
        {
            json.WriteStartObject();
            json.WriteString("severity", issue.Severity);
            json.WriteString("code", issue.Code);
            json.WriteString("diagnostics", issue.Diagnostics);
            if (issue.Expression is { } expression)
            {
                json.WriteStartArray("expression");
                json.WriteStringValue(expression);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="xml">Where to.</param>
    /// <param name="isRoot">Alone, not inside a Bundle that declares the namespace.</param>
    public void WriteTo(Utf8XmlWriter xml, bool isRoot)
    {
        xml.Start("OperationOutcome"u8).Attribute("xmlns"u8, isRoot ? FhirFormats.Namespace : null);
        foreach (var issue in Issues)
        {
            xml.Start("issue"u8);
            xml.Start("severity"u8).Attribute("value"u8, issue.Severity).End("severity"u8);
            xml.Start("code"u8).Attribute("value"u8, issue.Code).End("code"u8);
            xml.Start("diagnostics"u8).Attribute("value"u8, issue.Diagnostics).End("diagnostics"u8);
            if (issue.Expression is { } expression)
            {
                xml.Start("expression"u8).Attribute("value"u8, expression).End("expression"u8);
            }

            xml.End("issue"u8);
        }

        xml.End("OperationOutcome"u8);
    }
}

/// <param name="Severity">error, warning, information.</param>
/// <param name="Code">Of FHIR's issue types: invalid, structure, required, not-supported, too-costly, …</param>
/// <param name="Diagnostics">What is wrong and what would be right, for a person; no health data.</param>
/// <param name="Expression">Where, as a FHIRPath; null when it is the request as a whole.</param>
internal sealed record OutcomeIssue(string Severity, string Code, string Diagnostics, string? Expression = null)
{
    public static OutcomeIssue Error(string code, string diagnostics, string? expression = null) =>
        new("error", code, diagnostics, expression);

    public static OutcomeIssue Warning(string code, string diagnostics, string? expression = null) =>
        new("warning", code, diagnostics, expression);
}
