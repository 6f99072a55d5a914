using System.Data.Common;
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
    private const long MaxEstimate = 10_000;

    /// <summary>Each costs a look-up or more: some hundredths of a second.</summary>
    private const long MaxSought = 2_000;

    public static IReadOnlyList<FoundEvent> Find(ReadSession session, AuditQuery query) =>
        PlanOf(session, query) is { } plan ? session.All(AuditStatement.Page(plan), FoundOf) : [];

    /// <summary>
    /// How many there are, on all pages; <paramref name="max"/> stands for that many or more, and for a number that
    /// would have to be sought among too many.
    /// </summary>
    public static long Count(ReadSession session, AuditQuery query, long max = long.MaxValue)
    {
        if (PlanOf(session, query with { After = null }) is not { } plan)
        {
            return 0;
        }

        var isFew = max == long.MaxValue || plan.Groups.Count < 2
            || Estimate(session, plan.Groups[0], plan.Range, MaxSought) < MaxSought;
        return isFew ? session.All(AuditStatement.Count(plan, max), row => row.GetInt64(0))[0] : max;
    }

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
            groups = [.. groups.OrderBy(group => Estimate(session, group, range, MaxEstimate))];
        }

        return new AuditPlan(session.Dialect, query, range, groups);
    }

    private static TimeRange Hull(IReadOnlyList<TimeRange> ranges) =>
        new(ranges.Max(range => range.From), ranges.Min(range => range.Before));

    /// <summary>
    /// How many records have one of these terms; <paramref name="max"/> stands for that many or more.
    /// </summary>
    private static long Estimate(
        ReadSession session, IReadOnlyList<SearchTerm> group, TimeRange range, long max)
    {
        var sum = 0L;
        foreach (var term in group)
        {
            sum += session.First(
                """
                SELECT count(*) FROM (SELECT 1 FROM search_term
                    WHERE kind = @kind AND term = @term AND event_time >= @from AND event_time < @before
                    LIMIT @max) AS found
                """,
                row => row.GetInt64(0), (long)term.Kind, term.Term, range.From, range.Before, max - sum);
            if (sum >= max)
            {
                break;
            }
        }

        return sum;
    }

    private static FoundEvent FoundOf(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1));
}

/// <summary>A search whose terms are known; the first group leads.</summary>
internal sealed record AuditPlan(
    Dialect Dialect, AuditQuery Query, TimeRange Range, IReadOnlyList<IReadOnlyList<SearchTerm>> Groups);
