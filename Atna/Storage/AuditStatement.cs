using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>The statement of a search, assembled from constants.</summary>
internal static class AuditStatement
{
    /// <summary>One page, in order.</summary>
    public static SqlText Page(AuditPlan plan)
    {
        var sql = new SqlText("SELECT sequence, event_time FROM (");
        AppendBranches(sql, plan, isPage: true);
        return AppendPage(sql.Append(") AS found"), plan.Query);
    }

    public static SqlText Count(AuditPlan plan, long max)
    {
        var sql = new SqlText("SELECT count(*) FROM (SELECT 1 FROM (");
        AppendBranches(sql, plan, isPage: false);
        return sql.Append(") AS branch LIMIT @) AS found", max);
    }

    /// <summary>
    /// One branch for each term of the leading condition, each bounded to a page, so that none has to be read to its
    /// end; what two of them find is one record.
    /// </summary>
    private static void AppendBranches(SqlText sql, AuditPlan plan, bool isPage)
    {
        var isByTime = isPage && plan.Query.Order is (AuditOrder.NewestEvent or AuditOrder.OldestEvent);
        if (plan.Groups.Count == 0)
        {
            sql.Append(
                """
                SELECT t.sequence AS sequence, t.listed_at AS event_time FROM event t
                WHERE t.listed_at >= @ AND t.listed_at < @
                """,
                plan.Range.From, plan.Range.Before);
            AppendConditions(sql, plan);
            AppendAfterListed(sql, plan.Query, isPage);
            return;
        }

        for (var i = 0; i < plan.Groups[0].Count; i++)
        {
            var term = plan.Groups[0][i];
            if (i > 0)
            {
                sql.Append("UNION");
            }

            sql.Append(
                """
                SELECT * FROM (SELECT t.sequence AS sequence, t.event_time AS event_time FROM search_term t
                WHERE t.kind = @ AND t.term = @ AND t.event_time >= @ AND t.event_time < @
                """,
                (long)term.Kind, term.Term, plan.Range.From, plan.Range.Before);
            AppendConditions(sql, plan);
            AppendAfter(sql, plan.Query, isPage);
            if (isByTime)
            {
                _ = plan.Query.Order == AuditOrder.NewestEvent
                    ? sql.Append("ORDER BY t.event_time DESC, t.sequence DESC")
                    : sql.Append("ORDER BY t.event_time, t.sequence");
                sql.Append("LIMIT @", (long)plan.Query.Limit);
            }

            sql.Append(") AS one");
        }
    }

    private static void AppendConditions(SqlText sql, AuditPlan plan)
    {
        foreach (var group in plan.Groups.Skip(1))
        {
            // All terms of a record stand under the same time: each look-up is by the whole key.
            sql.Append("AND (1 = 0");
            foreach (var term in group)
            {
                sql.Append(
                    """
                    OR EXISTS (SELECT 1 FROM search_term o WHERE o.kind = @ AND o.term = @
                        AND o.event_time = t.event_time AND o.sequence = t.sequence)
                    """,
                    (long)term.Kind, term.Term);
            }

            sql.Append(")");
        }

        var query = plan.Query;
        if (query.Snapshot != long.MaxValue)
        {
            sql.Append("AND t.sequence <= @", query.Snapshot);
        }

        if (query.Sequences is { } sequences)
        {
            sql.AppendIn("AND t.sequence", sequences);
        }

        foreach (var range in query.Received)
        {
            sql.Append(
                """
                AND EXISTS (SELECT 1 FROM event r
                    WHERE r.sequence = t.sequence AND r.received_at >= @ AND r.received_at < @)
                """,
                range.From, range.Before);
        }

        foreach (var range in query.Started)
        {
            sql.Append(
                """
                AND EXISTS (SELECT 1 FROM event p
                    WHERE p.sequence = t.sequence AND p.period_start >= @ AND p.period_start < @)
                """,
                range.From, range.Before);
        }

        if (query.Octets is { Length: > 0 } octets)
        {
            sql.AppendContained(plan.Dialect, octets);
        }
    }

    private static void AppendAfter(SqlText sql, AuditQuery query, bool isPage)
    {
        if (!isPage || query.After is not { } after)
        {
            return;
        }

        _ = query.Order switch
        {
            AuditOrder.NewestEvent => sql.Append("AND (t.event_time, t.sequence) < (@, @)", after.Time, after.Sequence),
            AuditOrder.OldestEvent => sql.Append("AND (t.event_time, t.sequence) > (@, @)", after.Time, after.Sequence),
            AuditOrder.NewestReceived => sql.Append("AND t.sequence < @", after.Sequence),
            _ => sql.Append("AND t.sequence > @", after.Sequence),
        };
    }

    private static void AppendAfterListed(SqlText sql, AuditQuery query, bool isPage)
    {
        if (!isPage || query.After is not { } after)
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

    private static SqlText AppendPage(SqlText sql, AuditQuery query)
    {
        // The unary plus keeps the range of times leading where the order is another.
        _ = query.Order switch
        {
            AuditOrder.NewestEvent => sql.Append("ORDER BY event_time DESC, sequence DESC"),
            AuditOrder.OldestEvent => sql.Append("ORDER BY event_time, sequence"),
            AuditOrder.NewestReceived => sql.Append("ORDER BY +sequence DESC"),
            _ => sql.Append("ORDER BY +sequence"),
        };
        return sql.Append("LIMIT @", (long)query.Limit);
    }
}
