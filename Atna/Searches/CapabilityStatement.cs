using XdsDmp.Atna.Fhir;
using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Searches;

/// <summary>What this FHIR server can do (FHIR R4, CapabilityStatement), for whoever asks.</summary>
internal sealed class CapabilityStatement(Uri root, AtnaOptions options, DateTimeOffset startedAt)
{
    private const string SearchParameterBase = "http://hl7.org/fhir/SearchParameter/AuditEvent-";
    private static readonly string? Version = typeof(CapabilityStatement).Assembly.GetName().Version?.ToString(3);

    /// <summary>Those that FHIR R4 itself defines for AuditEvent.</summary>
    private static readonly string[] Core =
    [
        "action", "address", "agent", "agent-name", "agent-role", "altid", "date", "entity", "entity-name",
        "entity-role", "entity-type", "outcome", "patient", "policy", "site", "source", "subtype", "type",
    ];

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
        Elements.Complex("software", Elements.Text("name", "XdsDmp"), Elements.Text("version", Version)),
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
            Binary(),
            Interaction("batch"),
            Interaction("transaction")).Item());

    /// <summary>What a search must and may not have here.</summary>
    private string Rules()
    {
        string[] date = options.SearchWithoutDate ? [] : [SearchParameters.Date];
        string[] mandatory = [.. date, .. options.MandatoryParameters];
        return "Append only."
            + (mandatory.Length == 0 ? "" : $" A search needs {string.Join(", ", mandatory)}.")
            + (options.ForbiddenParameters.Count == 0
                ? ""
                : $" It may not have {string.Join(", ", options.ForbiddenParameters)}.");
    }

    private FhirElement? AuditEvent() => Elements.Complex(
        "resource",
        [
            Elements.Text("type", "AuditEvent"),
            Elements.Text("documentation", Rules()),
            Interaction("read"),
            Interaction("create"),
            Interaction("search-type"),
            Elements.Text("versioning", "no-version"),
            Parameter(SearchParameters.Id, "token", "number in the chain of records"),
            Parameter(SearchParameters.LastUpdated, "date", "time of receipt"),
            Parameter(SearchParameters.Date, "date", "EventDateTime"),
            Parameter(SearchParameters.PeriodStart, "date", "AuditEvent.period.start"),
            .. SearchParameters.All.Where(p => !p.Name.Contains('.', StringComparison.Ordinal))
                .Select(p => Parameter(p.Name, p.Type, p.Source)),
        ]).Item();

    private static FhirElement? Binary() => Elements.Complex(
        "resource", Elements.Text("type", "Binary"), Interaction("read")).Item();

    private static FhirElement? Interaction(string code) =>
        Elements.Complex("interaction", Elements.Text("code", code)).Item();

    private static FhirElement? Parameter(string name, string type, string source) =>
        Elements.Complex(
            "searchParam",
            Elements.Text("name", name),
            Elements.Text("definition", Core.Contains(name) ? SearchParameterBase + name : null),
            Elements.Text("type", type),
            Elements.Text("documentation", source)).Item();
}
