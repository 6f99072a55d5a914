using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The rows of the index. To PostgreSQL all events go as one statement: what it costs there is the statement,
/// not the row; to SQLite they go one by one through a statement that is prepared.
/// </summary>
internal static class IndexRows
{
    /// <summary>Rows that are there already stay.</summary>
    public static void InsertEvents(WriteSession session, IReadOnlyList<IndexedRecord> records)
    {
        if (session.Dialect == Dialect.Postgres)
        {
            InsertEventsTogether(session, records);
        }
        else
        {
            InsertEventsEach(session, records);
        }
    }

    /// <param name="session">That of the writer.</param>
    /// <param name="first">The number of the first record.</param>
    /// <param name="runs">Made of the records before they had numbers.</param>
    public static void InsertTerms(WriteSession session, long first, IReadOnlyList<NewRun> runs)
    {
        foreach (var run in runs)
        {
            TermRunStore.Insert(session, run.At(first), run.Terms);
        }
    }

    /// <summary>Records that are in a run already stay there: runs never overlap.</summary>
    public static void InsertMissingTerms(WriteSession session, IReadOnlyList<IndexedRecord> records)
    {
        var stretch = new List<IndexedRecord>();
        TermRun? next = null;
        foreach (var record in records)
        {
            if (stretch.Count == 0 || record.Sequence >= next?.First)
            {
                InsertStretch(session, stretch);
                next = TermRunStore.Next(session, record.Sequence - 1);
            }

            if (next is null || record.Sequence < next.First)
            {
                stretch.Add(record);
            }
        }

        InsertStretch(session, stretch);
    }

    private static void InsertEventsEach(
        WriteSession session, IReadOnlyList<IndexedRecord> records) => session.ExecuteEach(
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

    private static void InsertStretch(WriteSession session, List<IndexedRecord> stretch)
    {
        if (stretch.Count > 0)
        {
            InsertTerms(session, stretch[0].Sequence, NewRun.Of(stretch, stretch[0].Sequence));
            stretch.Clear();
        }
    }
}

/// <summary>A record's number and what the index has of it.</summary>
internal sealed record IndexedRecord(long Sequence, AuditIndex Index);
