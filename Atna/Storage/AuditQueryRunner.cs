using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Runs a search. What has conditions on terms is found by their index, run by run in the order of the answer, until
/// the page is full: it costs as much as its answer, and a look-up of its rarest condition in each run that it passes.
/// Without terms the table of events answers.
/// </summary>
internal static class AuditQueryRunner
{
    /// <summary>A few hundredths of a second.</summary>
    private const long MaxSought = 200_000;

    /// <summary>Asked of the table of events at once. One number, so that there is one statement.</summary>
    private const int CandidatesAtOnce = 64;

    /// <exception cref="TooBroadException">A condition stands for too many different terms.</exception>
    /// <exception cref="InvalidDataException">The index is damaged.</exception>
    public static IReadOnlyList<FoundEvent> Find(ReadSession session, AuditQuery query)
    {
        IndexState.RequireCurrent(session);
        var range = RangeOf(query);
        if (range.From >= range.Before)
        {
            return [];
        }

        if (query.Groups.Count == 0)
        {
            return session.All(
                AuditStatement.Page(session.Dialect, query, range),
                row => new FoundEvent(row.GetInt64(0), row.GetInt64(1)));
        }

        return
        [
            .. Kept(session, query, new TermSearch(session, query, range).InOrder()).Take(query.Limit)
                .Select(found => new FoundEvent(found.Sequence, found.Time)),
        ];
    }

    /// <summary>
    /// How many there are, on all pages; <paramref name="max"/> stands for that many or more, and for a number that
    /// would have to be sought among too many.
    /// </summary>
    public static long Count(ReadSession session, AuditQuery query, long max = long.MaxValue)
    {
        IndexState.RequireCurrent(session);
        query = query with { After = null };
        var range = RangeOf(query);
        if (range.From >= range.Before)
        {
            return 0;
        }

        if (query.Groups.Count == 0)
        {
            return session.All(
                AuditStatement.Count(session.Dialect, query, range, max), row => row.GetInt64(0))[0];
        }

        var search = new TermSearch(session, query, range);
        var counts = AuditStatement.HasConditions(query)
            ? Kept(session, query, search.InOrder()).Select(_ => 1L)
            : search.Counts();
        var sum = 0L;
        foreach (var count in counts)
        {
            sum += count;
            if (sum >= max || (max != long.MaxValue && query.Groups.Count > 1 && search.LookedAt >= MaxSought))
            {
                return max;
            }
        }

        return sum;
    }

    private static TimeRange RangeOf(AuditQuery query) => query.Times.Count == 0
        ? TimeRange.All
        : new(query.Times.Max(range => range.From), query.Times.Min(range => range.Before));

    private static IEnumerable<Posting> Kept(ReadSession session, AuditQuery query, IEnumerable<Posting> found) =>
        AuditStatement.HasConditions(query)
            ? found.Chunk(CandidatesAtOnce).SelectMany(some => Kept(session, query, some))
            : found;

    private static IEnumerable<Posting> Kept(ReadSession session, AuditQuery query, Posting[] some)
    {
        var asked = new long[CandidatesAtOnce];
        for (var i = 0; i < asked.Length; i++)
        {
            asked[i] = some[Math.Min(i, some.Length - 1)].Sequence;
        }

        var kept = session.All(AuditStatement.Of(session.Dialect, query, asked), row => row.GetInt64(0)).ToHashSet();
        return some.Where(posting => kept.Contains(posting.Sequence));
    }
}
