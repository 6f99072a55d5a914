using System.Data.Common;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Holds the index against the records: whoever cannot touch the chain without being seen may still try to make a
/// record impossible to find.
/// </summary>
internal sealed class IndexCheck(ProblemLog problems) : ITermFindings
{
    private readonly IndexTermScan _scan = new();
    private readonly HashSet<long> _noted = [];

    /// <summary>The index of a record that was altered says nothing more.</summary>
    public void Skip(long sequence) => _scan.Skip(sequence);

    public void Take(ReadSession session, ChainedMessage record)
    {
        var expected = AuditIndex.Of(record.Message);
        CheckEvent(session, record.Sequence, expected.Event);
        _scan.Take(record.Sequence, expected);
    }

    /// <summary>Events in (<paramref name="after"/>, <paramref name="upTo"/>] that belong to no record.</summary>
    public void CheckOrphans(ReadSession session, long after, long upTo)
    {
        var orphans = session.All(
            """
            SELECT sequence FROM event i WHERE i.sequence > @after AND i.sequence <= @upTo
                AND NOT EXISTS (SELECT 1 FROM record r WHERE r.sequence = i.sequence)
            ORDER BY sequence LIMIT 1000
            """,
            row => row.GetInt64(0),
            after,
            upTo);
        foreach (var sequence in orphans)
        {
            NoteExtra(sequence, $"the index has entries for {sequence}, which is no record");
            _noted.Add(sequence);
        }
    }

    /// <summary>When all records have been walked: whether searches find them, and nothing else.</summary>
    public void CheckTerms(ReaderPool readers, CancellationToken cancel) => _scan.Compare(readers, this, cancel);

    void ITermFindings.Lacks(long sequence) =>
        NoteMissing(sequence, $"record {sequence} cannot be found by all that it says");

    void ITermFindings.HasExtra(long sequence)
    {
        if (!_noted.Contains(sequence))
        {
            NoteExtra(sequence, $"a search finds {sequence} by something that no record of this number says");
        }
    }

    void ITermFindings.Overlaps(TermRun run) => problems.Add(
        ChainProblemKind.IndexExtra, run.First, run.Last, $"the index has the records {run.First} to {run.Last} twice");

    void ITermFindings.IsUnreadable(TermRun run, string reason) => problems.Add(
        ChainProblemKind.IndexMissing, run.First, run.Last,
        $"no search can look at the records {run.First} to {run.Last}: {reason}");

    private void CheckEvent(ReadSession session, long sequence, IndexedEvent expected)
    {
        var stored = session.First(
            """
            SELECT received_at, event_time, event_id, event_type, action, outcome,
                source_id, host_name, app_name, message_id, findings, listed_at, header_time, priority, period_start
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
        PeriodStart = row.Number(14),
    };

    private void NoteMissing(long sequence, string text) => problems.Add(ChainProblemKind.IndexMissing, sequence, text);

    private void NoteExtra(long sequence, string text) => problems.Add(ChainProblemKind.IndexExtra, sequence, text);
}
