using XdsDmp.Atna.Fhir;
using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Searches;

/// <summary>What this FHIR server can do (FHIR R4, CapabilityStatement), for whoever asks.</summary>
internal sealed class CapabilityStatement(Uri root, DateTimeOffset startedAt)
{
    private const string SearchParameterBase = "http://hl7.org/fhir/SearchParameter/AuditEvent-";

    public Task GetAsync(HttpContext http)
    {
        var format = FhirFormats.Wanted(http.Request) ?? FhirFormat.Json;
        return FhirEndpoint.WriteAsync(http, StatusCodes.Status200OK, format, ResourceWriter.Write(Resource(), format));
    }

    internal FhirElement Resource() => Elements.Resource(
        "CapabilityStatement",
        Elements.Text("status", "active"),
        Elements.Instant("date", startedAt),
        Elements.Text("kind", "instance"),
        Elements.Complex("software", Elements.Text("name", "XdsDmp")),
        Elements.Complex(
            "implementation",
            Elements.Text("description", "IHE ATNA Audit Record Repository"),
            Elements.Text("url", root.AbsoluteUri)),
        Elements.Text("fhirVersion", "4.0.1"),
        Elements.Text("format", "application/fhir+json").Item(),
        Elements.Text("format", "application/fhir+xml").Item(),
        Elements.Complex(
            "rest",
            Elements.Text("mode", "server"),
            Elements.Complex("security", Elements.Text("description", "mutual TLS; auditors' certificates may read")),
            AuditEvent(),
            Binary()).Item());

    private static FhirElement? AuditEvent() => Elements.Complex(
        "resource",
        [
            Elements.Text("type", "AuditEvent"),
            Interaction("read"),
            Interaction("create"),
            Interaction("search-type"),
            Elements.Text("versioning", "no-version"),
            Parameter(SearchParameters.Id, "token", "number in the chain of records"),
            Parameter(SearchParameters.LastUpdated, "date", "time of receipt"),
            Parameter(SearchParameters.Date, "date", "EventDateTime", SearchParameterBase + "date"),
            .. SearchParameters.All.Where(p => !p.Name.Contains('.', StringComparison.Ordinal))
                .Select(p => Parameter(p.Name, p.Type, p.Source)),
        ]).Item();

    private static FhirElement? Binary() => Elements.Complex(
        "resource", Elements.Text("type", "Binary"), Interaction("read")).Item();

    private static FhirElement? Interaction(string code) =>
        Elements.Complex("interaction", Elements.Text("code", code)).Item();

    private static FhirElement? Parameter(string name, string type, string source, string? definition = null) =>
        Elements.Complex(
            "searchParam",
            Elements.Text("name", name),
            Elements.Text("definition", definition),
            Elements.Text("type", type),
            Elements.Text("documentation", source)).Item();
}
