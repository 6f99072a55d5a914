using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// What of a search the table of events answers, assembled from constants: a search without terms, and those conditions
/// on what was found by its terms that stand there or in the message.
/// </summary>
internal static class AuditStatement
{
    /// <summary>One page, in order.</summary>
    public static SqlText Page(Dialect dialect, AuditQuery query, TimeRange range)
    {
        var sql = new SqlText(
            """
            SELECT t.sequence, t.listed_at FROM event t WHERE t.listed_at >= @ AND t.listed_at < @
            """,
            range.From, range.Before);
        AppendAll(sql, dialect, query);
        AppendAfter(sql, query);

        // The unary plus keeps the range of times leading where the order is another.
        _ = query.Order switch
        {
            AuditOrder.NewestEvent => sql.Append("ORDER BY t.listed_at DESC, t.sequence DESC"),
            AuditOrder.OldestEvent => sql.Append("ORDER BY t.listed_at, t.sequence"),
            AuditOrder.NewestReceived => sql.Append("ORDER BY +t.sequence DESC"),
            _ => sql.Append("ORDER BY +t.sequence"),
        };
        return sql.Append("LIMIT @", (long)query.Limit);
    }

    public static SqlText Count(Dialect dialect, AuditQuery query, TimeRange range, long max)
    {
        var sql = new SqlText(
            """
            SELECT count(*) FROM (SELECT 1 FROM event t WHERE t.listed_at >= @ AND t.listed_at < @
            """,
            range.From, range.Before);
        AppendAll(sql, dialect, query);
        return sql.Append("LIMIT @) AS found", max);
    }

    /// <summary>True when the terms of a record are not all that is asked.</summary>
    public static bool HasConditions(AuditQuery query) =>
        query.Received.Count > 0 || query.Started.Count > 0 || query.Octets is { Length: > 0 };

    /// <summary>Those of some records that meet these conditions.</summary>
    public static SqlText Of(Dialect dialect, AuditQuery query, IReadOnlyCollection<long> sequences)
    {
        var sql = new SqlText("SELECT t.sequence FROM event t").AppendIn("WHERE t.sequence", sequences);
        AppendConditions(sql, dialect, query);
        return sql;
    }

    private static void AppendAll(SqlText sql, Dialect dialect, AuditQuery query)
    {
        if (query.Snapshot != long.MaxValue)
        {
            sql.Append("AND t.sequence <= @", query.Snapshot);
        }

        if (query.Sequences is { } sequences)
        {
            sql.AppendIn("AND t.sequence", sequences);
        }

        AppendConditions(sql, dialect, query);
    }

    private static void AppendConditions(SqlText sql, Dialect dialect, AuditQuery query)
    {
        // The unary plus: the records lead, or the time when they happened.
        foreach (var range in query.Received)
        {
            sql.Append("AND +t.received_at >= @ AND +t.received_at < @", range.From, range.Before);
        }

        foreach (var range in query.Started)
        {
            sql.Append("AND +t.period_start >= @ AND +t.period_start < @", range.From, range.Before);
        }

        if (query.Octets is { Length: > 0 } octets)
        {
            sql.AppendContained(dialect, octets);
        }
    }

    private static void AppendAfter(SqlText sql, AuditQuery query)
    {
        if (query.After is not { } after)
        {
            return;
        }

        _ = query.Order switch
        {
            AuditOrder.NewestEvent => sql.Append("AND (t.listed_at, t.sequence) < (@, @)", after.Time, after.Sequence),
            AuditOrder.OldestEvent => sql.Append("AND (t.listed_at, t.sequence) > (@, @)", after.Time, after.Sequence),
            AuditOrder.NewestReceived => sql.Append("AND t.sequence < @", after.Sequence),
            _ => sql.Append("AND t.sequence > @", after.Sequence),
        };
    }
}
