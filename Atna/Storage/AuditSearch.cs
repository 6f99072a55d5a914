using System.Text;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The statement that finds a filter's records. The rarest kind of term leads, walked in its index from the newest
/// record on until the page is full; the others are look-ups.
/// </summary>
internal static class AuditSearch
{
    public static SqlText Of(AuditFilter filter)
    {
        var terms = TermsOf(filter).OfType<SearchTerm>().ToList();
        var query = terms.Count == 0
            ? new SqlText("SELECT e.sequence FROM event e WHERE 1 = 1")
            : new SqlText(
                """
                SELECT e.sequence FROM search_term t CROSS JOIN event e ON e.sequence = t.sequence
                WHERE t.kind = @ AND t.term = @
                """,
                (long)terms[0].Kind, terms[0].Term);
        foreach (var term in terms.Skip(1))
        {
            query.Append(
                "AND EXISTS (SELECT 1 FROM search_term o WHERE o.sequence = e.sequence AND o.kind = @ AND o.term = @)",
                (long)term.Kind, term.Term);
        }

        AppendConditions(query, filter);
        return AppendPage(query, filter, isByTerm: terms.Count > 0);
    }

    /// <summary>Rarest first: a patient has hundreds of records, a transaction millions.</summary>
    private static IEnumerable<SearchTerm?> TermsOf(AuditFilter filter)
    {
        yield return SearchTerm.Of(SearchTermKind.Object, filter.ObjectId);
        yield return filter.Patient is { } patient ? PatientTerms.Asked(patient) : null;
        yield return SearchTerm.Of(SearchTermKind.User, filter.User);
        yield return SearchTerm.Of(SearchTermKind.Event, filter.EventCode);
        yield return SearchTerm.Of(SearchTermKind.Source, filter.Source);
    }

    private static void AppendConditions(SqlText query, AuditFilter filter)
    {
        if (filter.ReceivedFrom is { } receivedFrom)
        {
            query.Append("AND e.received_at >= @", Microseconds.Of(receivedFrom));
        }

        if (filter.ReceivedBefore is { } receivedBefore)
        {
            query.Append("AND e.received_at < @", Microseconds.Of(receivedBefore));
        }

        if (filter.EventFrom is { } eventFrom)
        {
            query.Append("AND e.event_time >= @", Microseconds.Of(eventFrom));
        }

        if (filter.EventBefore is { } eventBefore)
        {
            query.Append("AND e.event_time < @", Microseconds.Of(eventBefore));
        }

        if (filter.Outcome is { } outcome)
        {
            query.Append("AND e.outcome = @", (long)outcome);
        }

        if (!string.IsNullOrEmpty(filter.Text))
        {
            query.Append(
                "AND (SELECT instr(r.raw, @) FROM record r WHERE r.sequence = e.sequence) > 0",
                Encoding.UTF8.GetBytes(filter.Text));
        }
    }

    private static SqlText AppendPage(SqlText query, AuditFilter filter, bool isByTerm)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(filter.Offset);
        ArgumentOutOfRangeException.ThrowIfNegative(filter.Limit);

        // The order is the one of the index that leads: nothing has to be sorted. The two differ only where our clock
        // was set back.
        query = isByTerm
            ? query.Append("ORDER BY t.sequence DESC")
            : query.Append("ORDER BY e.received_at DESC, e.sequence DESC");
        return query.Append(
            "LIMIT @ OFFSET @", (long)Math.Min(filter.Limit, AuditFilter.MaxLimit), (long)filter.Offset);
    }
}
