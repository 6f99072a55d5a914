using System.Globalization;
using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Storage;

/// <summary>The terms of an AuditEvent: all that the parameters of ITI-81 can ask for.</summary>
internal static class AuditEventTerms
{
    private const string PatientRole = "1";
    private const string ReferenceSystem = "reference";

    public static IEnumerable<SearchTerm?> Of(FhirElement audit)
    {
        yield return Coding(SearchTermKind.Type, audit.First("type"));
        foreach (var subtype in audit.All("subtype"))
        {
            yield return Coding(SearchTermKind.Subtype, subtype);
        }

        yield return PeriodStart(audit.Text("period", "start"));
        yield return SearchTerm.Token(SearchTermKind.Action, audit.Text("action"));
        yield return SearchTerm.Token(SearchTermKind.Outcome, audit.Text("outcome"));
        var source = audit.First("source");
        yield return SearchTerm.Token(SearchTermKind.Site, source?.Text("site"));
        var parts = Concepts(SearchTermKind.Purpose, audit, "purposeOfEvent")
            .Concat(Reference(SearchTermKind.Source, source?.First("observer")))
            .Concat(audit.All("agent").SelectMany(OfAgent))
            .Concat(audit.All("entity").SelectMany(OfEntity));
        foreach (var term in parts)
        {
            yield return term;
        }
    }

    /// <summary>An entity that is a patient: by its role, as in DICOM, or by what it refers to.</summary>
    public static bool IsPatient(FhirElement entity) => entity.Text("role", "code")?.Trim() == PatientRole
        || entity.Text("what", "type") == "Patient"
        || LastOf(entity.Text("what", "reference")) is (not null, "Patient");

    /// <summary>A day without time begins at midnight; one without zone is in UTC.</summary>
    private static SearchTerm? PeriodStart(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? SearchTerm.Instant(SearchTermKind.PeriodStart, Microseconds.Of(start))
            : null;

    private static IEnumerable<SearchTerm?> OfAgent(FhirElement agent)
    {
        foreach (var term in Reference(SearchTermKind.Agent, agent.First("who")))
        {
            yield return term;
        }

        // BALP keeps those identifiers of a token that are not the subject's in extensions.
        foreach (var other in agent.All("extension").Select(extension => extension.First("valueIdentifier")))
        {
            yield return SearchTerm.Token(SearchTermKind.Agent, other?.Text("value"), other?.Text("system"));
        }

        yield return SearchTerm.Token(SearchTermKind.AlternativeId, agent.Text("altId"));
        yield return SearchTerm.Words(SearchTermKind.AgentName, agent.Text("name"));
        yield return SearchTerm.Words(SearchTermKind.AgentName, agent.Text("who", "display"));
        yield return SearchTerm.Words(SearchTermKind.Address, agent.Text("network", "address"));
        foreach (var policy in agent.All("policy"))
        {
            yield return SearchTerm.Token(SearchTermKind.Policy, policy.Value);
        }

        var codes = Concepts(SearchTermKind.AgentRole, agent, "type")
            .Concat(Concepts(SearchTermKind.AgentRole, agent, "role"))
            .Concat(Concepts(SearchTermKind.Purpose, agent, "purposeOfUse"));
        foreach (var term in codes)
        {
            yield return term;
        }
    }

    private static IEnumerable<SearchTerm?> OfEntity(FhirElement entity)
    {
        yield return Coding(SearchTermKind.EntityType, entity.First("type"));
        yield return Coding(SearchTermKind.EntityRole, entity.First("role"));
        yield return SearchTerm.Words(SearchTermKind.EntityName, entity.Text("name"));
        foreach (var term in Reference(SearchTermKind.Entity, entity.First("what")))
        {
            yield return term;
        }

        if (!IsPatient(entity))
        {
            yield break;
        }

        var identifier = entity.First("what")?.First("identifier");
        yield return PatientTerms.Of(identifier?.Text("value"), identifier?.Text("system"));
        if (PatientTerms.IsCx(identifier?.Text("value")))
        {
            yield return PatientTerms.Term(SearchTermKind.Entity, identifier?.Text("value"), system: null);
        }

        var (id, type) = LastOf(entity.Text("what", "reference"));
        yield return PatientTerms.Of(id, type is null ? null : ReferenceSystem);
    }

    /// <summary>By identifier, by the whole reference, and by its last segment.</summary>
    private static IEnumerable<SearchTerm?> Reference(SearchTermKind kind, FhirElement? reference)
    {
        var identifier = reference?.First("identifier");
        yield return SearchTerm.Token(kind, identifier?.Text("value"), identifier?.Text("system"));
        if (reference?.Text("reference") is { } target)
        {
            yield return SearchTerm.Token(kind, target, ReferenceSystem);
            yield return SearchTerm.Token(kind, LastOf(target).Id, ReferenceSystem);
        }
    }

    /// <summary>Id and type in <c>https://host/fhir/Patient/12</c> or <c>Patient/12</c>.</summary>
    private static (string? Id, string? Type) LastOf(string? reference)
    {
        var segments = reference?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var history = Array.IndexOf(segments, "_history");
        var end = history < 0 ? segments.Length : history;
        return end < 2 ? (null, null) : (segments[end - 1], segments[end - 2]);
    }

    private static SearchTerm? Coding(SearchTermKind kind, FhirElement? coding) =>
        SearchTerm.Token(kind, coding?.Text("code"), coding?.Text("system"));

    private static IEnumerable<SearchTerm?> Concepts(SearchTermKind kind, FhirElement parent, string name) =>
        parent.All(name).SelectMany(concept => concept.All("coding")).Select(coding => Coding(kind, coding));
}
