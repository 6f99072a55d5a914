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

        foreach (var (sequence, index) in records)
        {
            InsertEvent(session, sequence, index.Event);
            InsertTerms(session, sequence, index);
        }
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

    private static void InsertEvent(WriteSession session, long sequence, IndexedEvent row) => session.Execute(
        """
        INSERT INTO event (sequence, received_at, event_time, event_id, event_type, action, outcome,
            source_id, host_name, app_name, message_id, findings, listed_at, header_time, priority, period_start)
        VALUES (@sequence, @receivedAt, @eventTime, @eventId, @eventType, @action, @outcome,
            @source, @host, @app, @messageId, @findings, @listedAt, @headerTime, @priority, @periodStart)
        ON CONFLICT DO NOTHING
        """,
        sequence,
        row.ReceivedAt,
        row.EventTime,
        row.EventId,
        row.EventType,
        row.Action,
        row.Outcome,
        row.SourceId,
        row.HostName,
        row.AppName,
        row.MessageId,
        row.Findings,
        row.ListedAt,
        row.HeaderTime,
        row.Priority,
        row.PeriodStart);

    private static void InsertTerms(WriteSession session, long sequence, AuditIndex index) => session.ExecuteEach(
        """
        INSERT INTO search_term (sequence, kind, term, event_time) VALUES (@sequence, @kind, @term, @time)
        ON CONFLICT DO NOTHING
        """,
        index.Terms,
        (statement, term) => statement.Set(1, sequence).Set(2, (long)term.Kind).Set(3, term.Term)
            .Set(4, index.Event.TermTime));

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
