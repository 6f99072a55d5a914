using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// The search parameters of ITI-81 (ITI TF-2 §3.81.4.1.2), those of FHIR R4's AuditEvent, and the names that they had
/// in STU3.
/// </summary>
internal static class SearchParameters
{
    public const string Date = "date";

    /// <summary>Of the French guide "Traçabilité d'événements", which puts the time of the act there.</summary>
    public const string PeriodStart = "period-start";

    public const string LastUpdated = "_lastUpdated";
    public const string Id = "_id";

    /// <summary>Parameters that become conditions on terms. Dates and ids are the reader's own affair.</summary>
    public static IReadOnlyList<SearchParameter> All { get; } =
    [
        Words("address", SearchTermKind.Address, "NetworkAccessPointID"),
        Reference("agent", SearchTermKind.Agent, "UserID"),
        Token("agent.identifier", SearchTermKind.Agent, "UserID"),
        Reference("user", SearchTermKind.Agent, "UserID"),
        Token("user.identifier", SearchTermKind.Agent, "UserID"),
        Words("agent-name", SearchTermKind.AgentName, "UserName"),
        Token("agent-role", SearchTermKind.AgentRole, "RoleIDCode"),
        Token("altid", SearchTermKind.AlternativeId, "AlternativeUserID"),
        Patient("patient", "reference"),
        Patient("patient.identifier", "token"),
        Reference("entity", SearchTermKind.Entity, "ParticipantObjectID"),
        Token("entity.identifier", SearchTermKind.Entity, "ParticipantObjectID"),
        Token("entity-id", SearchTermKind.Entity, "ParticipantObjectID"),
        Token("entity-type", SearchTermKind.EntityType, "ParticipantObjectTypeCode"),
        Token("entity-role", SearchTermKind.EntityRole, "ParticipantObjectTypeCodeRole"),
        Words("entity-name", SearchTermKind.EntityName, "ParticipantObjectName"),
        Reference("source", SearchTermKind.Source, "AuditSourceID"),
        Token("source.identifier", SearchTermKind.Source, "AuditSourceID"),
        Token("site", SearchTermKind.Site, "AuditEnterpriseSiteID"),
        Token("type", SearchTermKind.Type, "EventID"),
        Token("subtype", SearchTermKind.Subtype, "EventTypeCode"),
        Token("action", SearchTermKind.Action, "EventActionCode"),
        Token("outcome", SearchTermKind.Outcome, "EventOutcomeIndicator"),
        Token("policy", SearchTermKind.Policy, "AuditEvent.agent.policy", "uri"),
        Token("purpose", SearchTermKind.Purpose, "PurposeOfUse"),
    ];

    public static SearchParameter? Find(string name) =>
        All.FirstOrDefault(parameter => parameter.Name == name);

    private static SearchParameter Token(string name, SearchTermKind kind, string source, string type = "token") =>
        new(name, type, source, value => [PatternOf(kind, value)]);

    /// <summary>A logical reference or a literal one, whole or its last segment.</summary>
    private static SearchParameter Reference(string name, SearchTermKind kind, string source) =>
        Token(name, kind, source, "reference");

    private static SearchParameter Words(string name, SearchTermKind kind, string source) => new(
        name, "string", source,
        value => [value.Modifier == "exact"
            ? TermPattern.Exactly(SearchTerm.Words(kind, value.Text))
            : TermPattern.Beginning(kind, value.Text)]);

    private static SearchParameter Patient(string name, string type) => new(
        name, type, "ParticipantObjectID of a patient",
        value => [PatientTerms.Asked(LastSegment(value.Text), value.System)]);

    private static TermPattern? PatternOf(SearchTermKind kind, SearchValue value) => value.HasSystem
        ? TermPattern.Exactly(SearchTerm.Token(kind, value.Text, value.System))
        : TermPattern.OfAnySystem(kind, value.Text);

    /// <summary>The id in <c>https://host/fhir/Patient/12</c> or <c>Patient/12</c>; another text as it is.</summary>
    public static string LastSegment(string text) => text.StartsWith("Patient/", StringComparison.Ordinal)
        || text.Contains("/Patient/", StringComparison.Ordinal) ? text[(text.LastIndexOf('/') + 1)..] : text;
}
