using System.Text;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Finds a filter's records. With a condition that has an index they are audit events, the newest event first; without
/// any they are all records, whatever they hold, the newest received first.
/// </summary>
internal static class AuditSearch
{
    public static IEnumerable<long> Find(ReadSession session, AuditFilter filter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(filter.Offset);
        ArgumentOutOfRangeException.ThrowIfNegative(filter.Limit);
        var limit = Math.Min(filter.Limit, AuditFilter.MaxLimit);
        var groups = GroupsOf(filter).ToList();
        if (groups.Count > 0)
        {
            return AuditQueryRunner.Find(session, QueryOf(filter, groups, limit + filter.Offset))
                .Skip(filter.Offset).Select(found => found.Sequence);
        }

        IndexState.RequireCurrent(session);
        return session.All(OfAllRecords(session.Dialect, filter, limit), row => row.GetInt64(0));
    }

    private static IEnumerable<TermGroup> GroupsOf(AuditFilter filter)
    {
        if (filter.ObjectId is { } item)
        {
            yield return TermGroup.Of(TermPattern.OfAnySystem(SearchTermKind.Entity, item));
        }

        if (filter.Patient is { } patient)
        {
            yield return TermGroup.Of(PatientTerms.Asked(patient));
        }

        if (filter.User is { } user)
        {
            yield return TermGroup.Of(
                TermPattern.OfAnySystem(SearchTermKind.Agent, user),
                TermPattern.Exactly(SearchTerm.Words(SearchTermKind.AgentName, user)));
        }

        if (filter.EventCode is { } code)
        {
            yield return TermGroup.Of(
                TermPattern.OfAnySystem(SearchTermKind.Type, code),
                TermPattern.OfAnySystem(SearchTermKind.Subtype, code));
        }

        if (filter.Source is { } source)
        {
            yield return TermGroup.Of(TermPattern.OfAnySystem(SearchTermKind.Source, source));
        }

        if (filter.Outcome is { } outcome)
        {
            yield return TermGroup.Of(TermPattern.OfAnySystem(SearchTermKind.Outcome, $"{outcome}"));
        }
    }

    private static AuditQuery QueryOf(AuditFilter filter, IReadOnlyList<TermGroup> groups, int limit) => new()
    {
        Groups = groups,
        Times = [RangeOf(filter.EventFrom, filter.EventBefore)],
        Received = filter is { ReceivedFrom: null, ReceivedBefore: null }
            ? []
            : [RangeOf(filter.ReceivedFrom, filter.ReceivedBefore)],
        Octets = string.IsNullOrEmpty(filter.Text) ? null : Encoding.UTF8.GetBytes(filter.Text),
        Limit = limit,
    };

    private static TimeRange RangeOf(DateTimeOffset? from, DateTimeOffset? before) => new(
        from is { } first ? Microseconds.Of(first) : long.MinValue,
        before is { } end ? Microseconds.Of(end) : long.MaxValue);

    private static SqlText OfAllRecords(Dialect dialect, AuditFilter filter, int limit)
    {
        var query = new SqlText("SELECT t.sequence FROM event t WHERE 1 = 1");
        if (filter is not { ReceivedFrom: null, ReceivedBefore: null })
        {
            var received = RangeOf(filter.ReceivedFrom, filter.ReceivedBefore);
            query.Append("AND t.received_at >= @ AND t.received_at < @", received.From, received.Before);
        }

        if (filter is not { EventFrom: null, EventBefore: null })
        {
            var times = RangeOf(filter.EventFrom, filter.EventBefore);
            query.Append("AND t.listed_at >= @ AND t.listed_at < @", times.From, times.Before);
        }

        if (!string.IsNullOrEmpty(filter.Text))
        {
            query.AppendContained(dialect, Encoding.UTF8.GetBytes(filter.Text));
        }

        return query.Append("ORDER BY t.received_at DESC, t.sequence DESC")
            .Append("LIMIT @ OFFSET @", (long)limit, (long)filter.Offset);
    }
}
