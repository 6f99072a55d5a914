using System.Data.Common;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Checkpoints;

/// <summary>The checkpoints in the database.</summary>
internal static class CheckpointStore
{
    /// <summary>Signs the end of the chain; null when the last checkpoint is that already, or there is none.</summary>
    public static Checkpoint? Append(WriteSession session, SigningKey key, DateTimeOffset now)
    {
        var before = Last(session);
        var head = AuditRecordStore.Head(session);
        if (head is null || head.Sequence == before?.Head.Sequence)
        {
            return null;
        }

        var made = Checkpoint.Make(key, before, head, Microseconds.Cut(now));
        session.Execute(
            """
            INSERT INTO checkpoint (number, sequence, created_at, statement, signature)
            VALUES (@number, @sequence, @createdAt, @statement, @signature)
            """,
            made.Number,
            made.Head.Sequence,
            Microseconds.Of(made.Time),
            made.Statement.Text,
            made.Statement.Signature.ToArray());
        return made;
    }

    /// <summary>Null when there is none, or it is not as we write it.</summary>
    public static Checkpoint? Last(ReadSession session) => session.First(
        "SELECT number, sequence, statement, signature FROM checkpoint ORDER BY number DESC LIMIT 1", Of)?.Checkpoint;

    public static Checkpoint? Find(ReadSession session, long number) => session.First(
        "SELECT number, sequence, statement, signature FROM checkpoint WHERE number = @number", Of, number)?.Checkpoint;

    /// <summary>The next ones in their order.</summary>
    public static IReadOnlyList<StoredCheckpoint> After(ReadSession session, long number, int limit) => session.All(
        """
        SELECT number, sequence, statement, signature FROM checkpoint WHERE number > @after
        ORDER BY number LIMIT @limit
        """,
        Of,
        number,
        (long)limit);

    /// <summary>Those that end within a stretch of records.</summary>
    public static IReadOnlyList<Checkpoint> Covering(ReadSession session, long first, long last, int limit)
    {
        var within = session.All(
            """
            SELECT number, sequence, statement, signature FROM checkpoint
            WHERE sequence >= @first AND sequence <= @last ORDER BY sequence LIMIT @limit
            """,
            Of,
            first,
            last,
            (long)limit);
        return [.. within.Select(stored => stored.Checkpoint).OfType<Checkpoint>()];
    }

    private static StoredCheckpoint Of(DbDataReader row) => new(
        row.GetInt64(0),
        row.Number(1) ?? 0,
        Checkpoint.TryParse(new SignedStatement(row.Text(2) ?? "", row.Octets(3))));
}

/// <summary>A row of <c>checkpoint</c>. The statement is null when it is not as we write it.</summary>
internal sealed record StoredCheckpoint(long Number, long Sequence, Checkpoint? Checkpoint)
{
    /// <summary>What the row says of itself is what was signed.</summary>
    public bool IsWhole => Checkpoint?.Number == Number && Checkpoint.Head.Sequence == Sequence;
}
