using System.Text;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Summaries;

namespace XdsDmp.Audit.Fhir;

/// <summary>ParticipantObjectIdentification as AuditEvent.entity.</summary>
internal static class EntityMapping
{
    private const string NameDetail = "ParticipantObjectName";

    public static FhirElement? Map(ObjectSummary item)
    {
        // sev-1: an entity has a name or a query, never both.
        var query = item.Query is { } octets && octets.Length > 0 ? Convert.ToBase64String(octets.Span) : null;
        return Elements.Complex(
            "entity",
            [
                AuditEventMapping.Identified(
                    "what", item.RepairedId ?? item.Id, FhirCodes.Concept("type", item.IdTypeCode)),
                FhirCodes.Number("type", FhirCodes.EntityType, item.TypeCode),
                FhirCodes.Number("role", FhirCodes.ObjectRole, item.Role),
                FhirCodes.Number("lifecycle", FhirCodes.LifeCycle, item.LifeCycle),
                Sensitivity(item.Sensitivity),
                query is null ? Elements.Text("name", item.Name) : null,
                query is null ? null : Elements.Text("query", query),
                query is null || item.Name is null ? null : Detail(new ObjectDetail(NameDetail, item.Name)),
                .. item.Details.Select(Detail),
            ]).Item();
    }

    private static FhirElement? Sensitivity(string? label) => Elements.Complex(
        "securityLabel", Elements.Text(IsCode(label) ? "code" : "display", label?.Trim())).Item();

    private static bool IsCode(string? text) => text is not null && !text.Trim().Any(char.IsWhiteSpace);

    private static FhirElement? Detail(ObjectDetail detail) => string.IsNullOrEmpty(detail.Value)
        ? null
        : Elements.Complex(
            "detail",
            Elements.Text("type", detail.Type) ?? Elements.Absent("type"),
            Elements.Text(
                "valueBase64Binary", Convert.ToBase64String(Encoding.UTF8.GetBytes(detail.Value)))).Item();
}
