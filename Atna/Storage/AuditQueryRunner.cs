using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Runs a search. The condition that fewest records in the range meet leads: its terms are walked in their index, in
/// the order of the answer, until the page is full; the others are look-ups. So a search costs as much as its answer,
/// or as its rarest condition.
/// </summary>
internal static class AuditQueryRunner
{
    /// <summary>Beyond this it does not matter any more which condition has how many.</summary>
    private const int MaxEstimate = 2_000;

    public static IReadOnlyList<FoundEvent> Find(ReadSession session, AuditQuery query) =>
        PlanOf(session, query) is { } plan ? session.All(AuditStatement.Page(plan), FoundOf) : [];

    /// <summary>How many there are, on all pages; <paramref name="max"/> stands for that many or more.</summary>
    public static long Count(ReadSession session, AuditQuery query, long max = long.MaxValue) =>
        PlanOf(session, query with { After = null }) is { } plan
            ? session.All(AuditStatement.Count(plan, max), row => row.GetInt64(0))[0]
            : 0;

    /// <summary>Null when nothing can be found.</summary>
    private static AuditPlan? PlanOf(ReadSession session, AuditQuery query)
    {
        IndexState.RequireCurrent(session);
        var range = query.Times.Count == 0 ? TimeRange.All : Hull(query.Times);
        var groups = query.Groups.Select(group => TermVariants.Of(session, group)).ToList();
        if (range.From >= range.Before || groups.Exists(group => group.Count == 0))
        {
            return null;
        }

        if (groups.Count > 1)
        {
            groups = [.. groups.OrderBy(group => Estimate(session, group, range))];
        }

        return new AuditPlan(query, range, groups);
    }

    private static TimeRange Hull(IReadOnlyList<TimeRange> ranges) =>
        new(ranges.Max(range => range.From), ranges.Min(range => range.Before));

    private static long Estimate(ReadSession session, IReadOnlyList<SearchTerm> group, TimeRange range)
    {
        var sum = 0L;
        foreach (var term in group)
        {
            sum += session.First(
                """
                SELECT count(*) FROM (SELECT 1 FROM search_term
                    WHERE kind = @kind AND term = @term AND event_time >= @from AND event_time < @before LIMIT @max)
                """,
                row => row.GetInt64(0), (long)term.Kind, term.Term, range.From, range.Before, (long)MaxEstimate);
            if (sum >= MaxEstimate)
            {
                break;
            }
        }

        return sum;
    }

    private static FoundEvent FoundOf(Microsoft.Data.Sqlite.SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1));
}

/// <summary>A search whose terms are known; the first group leads.</summary>
internal sealed record AuditPlan(
    AuditQuery Query, TimeRange Range, IReadOnlyList<IReadOnlyList<SearchTerm>> Groups);
