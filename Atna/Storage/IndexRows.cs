using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The rows of the index. To PostgreSQL all rows of a table go as one statement: what it costs there is the statement,
/// not the row; to SQLite they go one by one through a statement that is prepared.
/// </summary>
internal static class IndexRows
{
    /// <summary>Rows that are there already stay.</summary>
    public static void Insert(WriteSession session, IReadOnlyList<IndexedRecord> records)
    {
        if (session.Dialect == Dialect.Postgres)
        {
            InsertEventsTogether(session, records);
            InsertTermsTogether(session, records);
            return;
        }

        InsertEvents(session, records);
        InsertTerms(session, records);
    }

    /// <summary>Takes a record's terms out of the index.</summary>
    public static void RemoveTerms(WriteSession session, IndexedRecord record) => session.ExecuteEach(
        """
        DELETE FROM search_term
        WHERE kind = @kind AND term = @term AND event_time = @time AND sequence = @sequence
        """,
        record.Index.Terms,
        (statement, term) => statement.Set(1, (long)term.Kind).Set(2, term.Term).Set(3, record.Index.Event.TermTime)
            .Set(4, record.Sequence));

    private static void InsertEvents(WriteSession session, IReadOnlyList<IndexedRecord> records) => session.ExecuteEach(
        """
        INSERT INTO event (sequence, received_at, event_time, event_id, event_type, action, outcome,
            source_id, host_name, app_name, message_id, findings, listed_at, header_time, priority, period_start)
        VALUES (@sequence, @receivedAt, @eventTime, @eventId, @eventType, @action, @outcome,
            @source, @host, @app, @messageId, @findings, @listedAt, @headerTime, @priority, @periodStart)
        ON CONFLICT DO NOTHING
        """,
        records,
        (statement, record) =>
        {
            var row = record.Index.Event;
            statement.Set(1, record.Sequence).Set(2, row.ReceivedAt).Set(3, row.EventTime).Set(4, row.EventId)
                .Set(5, row.EventType).Set(6, row.Action).Set(7, row.Outcome).Set(8, row.SourceId).Set(9, row.HostName)
                .Set(10, row.AppName).Set(11, row.MessageId).Set(12, row.Findings).Set(13, row.ListedAt)
                .Set(14, row.HeaderTime).Set(15, row.Priority).Set(16, row.PeriodStart);
        });

    /// <summary>
    /// In the order of the index: what stands side by side is written while its page is at hand.
    /// </summary>
    private static void InsertTerms(WriteSession session, IReadOnlyList<IndexedRecord> records)
    {
        var rows = new List<(SearchTerm Term, int Record)>(records.Count * 32);
        for (var i = 0; i < records.Count; i++)
        {
            foreach (var term in records[i].Index.Terms)
            {
                rows.Add((term, i));
            }
        }

        rows.Sort((one, other) =>
        {
            var order = one.Term.CompareTo(other.Term);
            return order != 0 ? order : one.Record - other.Record;
        });
        session.ExecuteEach(
            """
            INSERT INTO search_term (sequence, kind, term, event_time) VALUES (@sequence, @kind, @term, @time)
            ON CONFLICT DO NOTHING
            """,
            rows,
            (statement, row) => statement.Set(1, records[row.Record].Sequence).Set(2, (long)row.Term.Kind)
                .Set(3, row.Term.Term).Set(4, records[row.Record].Index.Event.TermTime));
    }

    private static void InsertEventsTogether(WriteSession session, IReadOnlyList<IndexedRecord> records)
    {
        T[] Column<T>(Func<IndexedEvent, T> of) => [.. records.Select(record => of(record.Index.Event))];
        session.Execute(
            """
            INSERT INTO event (sequence, received_at, event_time, event_id, event_type, action, outcome,
                source_id, host_name, app_name, message_id, findings, listed_at, header_time, priority, period_start)
            SELECT * FROM unnest(@sequence, @receivedAt, @eventTime, @eventId, @eventType, @action, @outcome,
                @source, @host, @app, @messageId, @findings, @listedAt, @headerTime, @priority, @periodStart)
            ON CONFLICT DO NOTHING
            """,
            records.Select(record => record.Sequence).ToArray(),
            Column(row => row.ReceivedAt),
            Column(row => row.EventTime),
            Column(row => row.EventId),
            Column(row => row.EventType),
            Column(row => row.Action),
            Column(row => row.Outcome),
            Column(row => row.SourceId),
            Column(row => row.HostName),
            Column(row => row.AppName),
            Column(row => row.MessageId),
            Column(row => row.Findings),
            Column(row => row.ListedAt),
            Column(row => row.HeaderTime),
            Column(row => row.Priority),
            Column(row => row.PeriodStart));
    }

    private static void InsertTermsTogether(WriteSession session, IReadOnlyList<IndexedRecord> records)
    {
        T[] Column<T>(Func<IndexedRecord, SearchTerm, T> of) =>
            [.. records.SelectMany(record => record.Index.Terms.Select(term => of(record, term)))];
        session.Execute(
            """
            INSERT INTO search_term (sequence, kind, term, event_time)
            SELECT * FROM unnest(@sequence, @kind, @term, @time) ON CONFLICT DO NOTHING
            """,
            Column((record, _) => record.Sequence),
            Column((_, term) => (long)term.Kind),
            Column((_, term) => term.Term),
            Column((record, _) => record.Index.Event.TermTime));
    }
}

/// <summary>A record's number and what the index has of it.</summary>
internal sealed record IndexedRecord(long Sequence, AuditIndex Index);
