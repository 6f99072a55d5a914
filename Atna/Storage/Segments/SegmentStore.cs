using System.Data.Common;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Segments;

/// <summary>Which stretches of the chain were archived and which of them removed.</summary>
internal static class SegmentStore
{
    private const string Columns = """
        SELECT s.file, s.statement, s.signature, d.statement, d.signature, d.completed_at, s.last_sequence,
            s.first_sequence
        FROM segment s LEFT JOIN segment_removal d ON d.last_sequence = s.last_sequence
        """;

    /// <summary>Segments follow one another without gaps: the next one begins behind this.</summary>
    public static StoredSegment? Last(ReadSession session) =>
        session.First(Columns + " ORDER BY s.last_sequence DESC LIMIT 1", Of);

    public static StoredSegment? Find(ReadSession session, long last) =>
        session.First(Columns + " WHERE s.last_sequence = @last", Of, last);

    public static SegmentTotals Totals(ReadSession session) => session.First(
        """
        SELECT count(*), max(last_sequence),
            (SELECT max(last_sequence) FROM segment_removal WHERE completed_at IS NOT NULL)
        FROM segment
        """,
        row => new SegmentTotals(row.GetInt64(0), row.Number(1), row.Number(2)))!;

    /// <summary>In the order of the records.</summary>
    public static IReadOnlyList<StoredSegment> After(ReadSession session, long last, int limit) => session.All(
        Columns + " WHERE s.last_sequence > @after ORDER BY s.last_sequence LIMIT @limit", Of, last, (long)limit);

    /// <summary>The oldest segment that has not been removed if all of it was received before this time.</summary>
    public static StoredSegment? FirstBefore(ReadSession session, DateTimeOffset time)
    {
        var removed = session.First(
            "SELECT max(last_sequence) FROM segment_removal", row => row.Number(0) ?? 0);
        return session.First(
            Columns + """
                 WHERE s.last_sequence > @removed AND s.last_received_at < @time
                ORDER BY s.last_sequence LIMIT 1
                """,
            Of,
            removed,
            Microseconds.Of(time));
    }

    /// <summary>A removal that was decided and is not completed.</summary>
    public static StoredSegment? FirstOpenRemoval(ReadSession session) => session.First(
        Columns + """
             WHERE s.last_sequence = (SELECT min(last_sequence) FROM segment_removal WHERE completed_at IS NULL)
            """,
        Of);

    public static void Append(WriteSession session, Segment segment, string file) => session.Execute(
        """
        INSERT INTO segment (last_sequence, first_sequence, last_received_at, archived_at, file, statement, signature)
        VALUES (@last, @first, @receivedTo, @archivedAt, @file, @statement, @signature)
        """,
        segment.Last,
        segment.First,
        Microseconds.Of(segment.ReceivedTo),
        Microseconds.Of(segment.Time),
        file,
        segment.Statement.Text,
        segment.Statement.Signature.ToArray());

    /// <summary>From now on, and not before, the segment's records can be deleted.</summary>
    public static void AppendRemoval(WriteSession session, SegmentRemoval removal) => session.Execute(
        """
        INSERT INTO segment_removal (last_sequence, decided_at, statement, signature)
        VALUES (@last, @decidedAt, @statement, @signature)
        """,
        removal.Last,
        Microseconds.Of(removal.Time),
        removal.Statement.Text,
        removal.Statement.Signature.ToArray());

    /// <summary>Some of the segment's records, the oldest first, with all that was made of them.</summary>
    public static IReadOnlyList<IndexedRecord> Some(ReadSession session, Segment segment, int limit) => session.All(
        "SELECT " + ChainedMessage.Columns + """
             FROM record WHERE sequence >= @first AND sequence <= @last ORDER BY sequence LIMIT @limit
            """,
        row => new IndexedRecord(row.GetInt64(0), AuditIndex.Of(ChainedMessage.Of(row).Message)),
        segment.First,
        segment.Last,
        (long)limit);

    public static void Complete(WriteSession session, Segment segment, DateTimeOffset now) => session.Execute(
        "UPDATE segment_removal SET completed_at = @now WHERE last_sequence = @last",
        Microseconds.Of(now), segment.Last);

    /// <summary>Deletes what <see cref="Some"/> found; what it did not find stays.</summary>
    public static void Remove(WriteSession session, Segment segment, IReadOnlyList<IndexedRecord> records)
    {
        // A table that refers to records and is forgotten here makes the deletion fail: foreign keys are enforced.
        var upTo = records[^1].Sequence;
        session.Execute(
            "DELETE FROM forwarding_refusal WHERE sequence >= @first AND sequence <= @upTo", segment.First, upTo);
        session.Execute("DELETE FROM event WHERE sequence >= @first AND sequence <= @upTo", segment.First, upTo);
        session.Execute("DELETE FROM record WHERE sequence >= @first AND sequence <= @upTo", segment.First, upTo);
        TermRemoval.Remove(session, records);
    }

    private static StoredSegment Of(DbDataReader row) => new(
        row.Text(0) ?? "",
        Segment.TryParse(new SignedStatement(row.Text(1) ?? "", row.Octets(2))),
        row.IsDBNull(3) ? null : SegmentRemoval.TryParse(new SignedStatement(row.Text(3) ?? "", row.Octets(4))),
        !row.IsDBNull(3),
        !row.IsDBNull(5),
        row.Number(7) ?? 0,
        row.Number(6) ?? 0);
}

/// <summary>A row of <c>segment</c>. Statements are null when they are not as we write them.</summary>
/// <param name="File">The name of the file that it was written to.</param>
internal sealed record StoredSegment(
    string File,
    Segment? Segment,
    SegmentRemoval? Removal,
    bool IsRemovalDecided,
    bool IsRemovalComplete,
    long First,
    long Last)
{
    /// <summary>What the row says of itself is what was signed.</summary>
    public bool IsWhole => Segment is { } segment && segment.First == First && segment.Last == Last
        && (!IsRemovalDecided || Removal?.Concerns(segment) == true);
}

/// <param name="Files">Segments that were written to files.</param>
/// <param name="ArchivedUpTo">The last record of these; null when there is none.</param>
/// <param name="RemovedUpTo">The last record that is in a file only; null when there is none.</param>
internal sealed record SegmentTotals(long Files, long? ArchivedUpTo, long? RemovedUpTo);
