using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>The search form's fields, and the search that they mean.</summary>
internal sealed record PageFilter(
    string? Patient, string? Person, string? Document, string? System, string? Event, string? Outcome, string? From,
    string? To)
{
    public const int PageSize = 50;

    /// <summary>An outcome to choose that stands for all that are no success.</summary>
    public const string AnyFailure = "failed";

    public static string[] Emergencies { get; } = ["EMERGENCY", "ETREAT", "BTG", "EMER", "bris_de_glace"];

    public static PageFilter Of(Visit visit) => new(
        visit.Query("patient"), visit.Query("person"), visit.Query("document"), visit.Query("system"),
        visit.Query("event"), visit.Query("outcome"), visit.Query("from"), visit.Query("to"));

    public bool IsEmpty => this == new PageFilter(null, null, null, null, null, null, null, null);

    /// <summary>The same fields as a query string; cursors belong to it.</summary>
    public string QueryString => string.Join('&', new[]
    {
        ("patient", Patient), ("person", Person), ("document", Document), ("system", System), ("event", Event),
        ("outcome", Outcome), ("from", From), ("to", To),
    }.Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}"));

    /// <param name="clock">Whose zone days are in.</param>
    /// <param name="bad">The field that cannot be read.</param>
    public AuditQuery? ToQuery(TimeProvider clock, out string? bad)
    {
        var from = From is null ? [TimeRange.All] : FhirDates.Parse("ge" + From, clock);
        var to = To is null ? [TimeRange.All] : FhirDates.Parse("le" + To, clock);
        bad = from is null ? "from" : to is null ? "to" : null;
        return bad is not null ? null : new AuditQuery
        {
            Groups = [.. Groups()],
            Times = [.. from!, .. to!],
            Limit = PageSize + 1,
        };
    }

    private IEnumerable<TermGroup> Groups()
    {
        if (Patient is not null)
        {
            yield return TermGroup.Of(PatientTerms.Asked(SearchParameters.LastSegment(Patient)));
        }

        if (Person is not null)
        {
            yield return TermGroup.Of(
                TermPattern.OfAnySystem(SearchTermKind.Agent, Person),
                TermPattern.Beginning(SearchTermKind.AgentName, Person));
        }

        if (Document is not null)
        {
            yield return TermGroup.Of(TermPattern.OfAnySystem(SearchTermKind.Entity, Document));
        }

        if (System is not null)
        {
            yield return TermGroup.Of(TermPattern.OfAnySystem(SearchTermKind.Source, System));
        }

        if (Event is not null)
        {
            yield return TermGroup.Of(
                TermPattern.OfAnySystem(SearchTermKind.Type, Event),
                TermPattern.OfAnySystem(SearchTermKind.Subtype, Event));
        }

        if (Outcome is not null)
        {
            string[] outcomes = Outcome == AnyFailure ? ["4", "8", "12"] : [Outcome];
            yield return TermGroup.Of(outcomes.Select(one => TermPattern.OfAnySystem(SearchTermKind.Outcome, one)));
        }
    }
}
