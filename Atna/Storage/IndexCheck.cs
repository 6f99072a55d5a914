using System.Data.Common;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Holds the index against the records: whoever cannot touch the chain without being seen may still try to make a
/// record impossible to find.
/// </summary>
internal sealed class IndexCheck(ProblemLog problems)
{
    public void Take(ReadSession session, ChainedMessage record)
    {
        var expected = AuditIndex.Of(record.Message);
        CheckEvent(session, record.Sequence, expected.Event);
        CheckTerms(session, record.Sequence, expected);
    }

    /// <summary>Index rows in (<paramref name="after"/>, <paramref name="upTo"/>] that belong to no record.</summary>
    public void CheckOrphans(ReadSession session, long after, long upTo)
    {
        var orphans = session.All(
            """
            SELECT sequence FROM event i WHERE i.sequence > @after AND i.sequence <= @upTo
                AND NOT EXISTS (SELECT 1 FROM record r WHERE r.sequence = i.sequence)
            UNION
            SELECT sequence FROM search_term i WHERE i.sequence > @after AND i.sequence <= @upTo
                AND NOT EXISTS (SELECT 1 FROM record r WHERE r.sequence = i.sequence)
            ORDER BY sequence LIMIT 1000
            """,
            row => row.GetInt64(0),
            after,
            upTo);
        foreach (var sequence in orphans)
        {
            NoteExtra(sequence, $"the index has entries for {sequence}, which is no record");
        }
    }

    private void CheckEvent(ReadSession session, long sequence, IndexedEvent expected)
    {
        var stored = session.First(
            """
            SELECT received_at, event_time, event_id, event_type, action, outcome,
                source_id, host_name, app_name, message_id, findings, listed_at, header_time, priority
            FROM event WHERE sequence = @sequence
            """,
            EventOf,
            sequence);
        if (stored is null)
        {
            NoteMissing(sequence, $"record {sequence} is not in the index of events");
        }
        else if (stored != expected)
        {
            NoteExtra(sequence, $"the index of events says something else than record {sequence}");
        }
    }

    private void CheckTerms(ReadSession session, long sequence, AuditIndex index)
    {
        // A term under another time is as good as none: searches have a range.
        var stored = session.All(
            "SELECT kind, term, event_time FROM search_term WHERE sequence = @sequence",
            row => (Term: new SearchTerm((SearchTermKind)(row.Number(0) ?? 0), row.Text(1) ?? ""), Time: row.Number(2)),
            sequence);
        if (index.Terms.Except(stored.Where(row => row.Time == index.Event.TermTime).Select(row => row.Term)).Any())
        {
            NoteMissing(sequence, $"record {sequence} cannot be found by all that it says");
        }

        if (stored.Select(row => row.Term).Except(index.Terms).Any())
        {
            NoteExtra(sequence, $"record {sequence} is found by something that it does not say");
        }
    }

    private static IndexedEvent EventOf(DbDataReader row) => new()
    {
        ReceivedAt = row.Number(0) ?? 0,
        EventTime = row.Number(1),
        EventId = row.Text(2),
        EventType = row.Text(3),
        Action = row.Text(4),
        Outcome = row.Number(5),
        SourceId = row.Text(6),
        HostName = row.Text(7),
        AppName = row.Text(8),
        MessageId = row.Text(9),
        Findings = row.Text(10),
        ListedAt = row.Number(11),
        HeaderTime = row.Number(12),
        Priority = row.Number(13),
    };

    private void NoteMissing(long sequence, string text) => problems.Add(ChainProblemKind.IndexMissing, sequence, text);

    private void NoteExtra(long sequence, string text) => problems.Add(ChainProblemKind.IndexExtra, sequence, text);
}
