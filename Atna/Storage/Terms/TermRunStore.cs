using System.Data.Common;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>The runs of terms in the database.</summary>
internal static class TermRunStore
{
    private const string Columns = """
        SELECT first_sequence, last_sequence, records, first_time, last_time, length(terms) FROM term_run
        """;

    /// <summary>Who merges runs and who removes something from them exclude each other: see <see cref="WriteKeys"/>.
    /// </summary>
    public const string ChangeKey = "term-runs";

    /// <summary>Those in which there may be something of this time, in the order of their records.</summary>
    public static List<TermRun> Overlapping(ReadSession session, TimeRange range) => session.All(
        Columns + """
             WHERE last_sequence > @after AND last_time >= @from AND first_time < @before
            ORDER BY last_sequence LIMIT @limit
            """,
        Of, long.MinValue, range.From, range.Before, long.MaxValue);

    /// <summary>Those of records in [<paramref name="first"/>, <paramref name="last"/>].</summary>
    public static List<TermRun> Between(ReadSession session, long first, long last) => session.All(
        Columns + """
             WHERE last_sequence >= @first AND first_sequence <= @last ORDER BY last_sequence LIMIT @limit
            """,
        Of, first, last, long.MaxValue);

    /// <summary>The next runs whose terms are in one piece, the oldest first.</summary>
    public static List<TermRun> InOnePiece(ReadSession session, long after, long upTo, int limit) => session.All(
        Columns + """
             WHERE last_sequence > @after AND last_sequence <= @upTo AND terms IS NOT NULL
            ORDER BY last_sequence LIMIT @limit
            """,
        Of, after, upTo, (long)limit);

    /// <summary>The run that ends first behind this place.</summary>
    public static TermRun? Next(ReadSession session, long after) => session.First(
        Columns + " WHERE last_sequence > @after ORDER BY last_sequence LIMIT 1", Of, after);

    /// <summary>The end of the last run whose terms are in blocks; all before it are so.</summary>
    public static long LastInBlocks(ReadSession session) => session.First(
        "SELECT last_sequence FROM term_run WHERE terms IS NULL ORDER BY last_sequence DESC LIMIT 1",
        row => (long?)row.GetInt64(0)) ?? long.MinValue;

    public static byte[] Terms(ReadSession session, TermRun run) => session.First(
        "SELECT terms FROM term_run WHERE last_sequence = @last", row => RowValues.Octets(row, 0), run.Last) ?? [];

    public static void Insert(WriteSession session, TermRun run, byte[]? terms) => session.Put(
        """
        INSERT INTO term_run (last_sequence, first_sequence, records, first_time, last_time, terms)
        VALUES (@last, @first, @records, @firstTime, @lastTime, @terms)
        """,
        run.Last, run.First, run.Records, run.FirstTime, run.LastTime, terms);

    /// <summary>What is left of a run of which records were removed.</summary>
    public static void Update(WriteSession session, TermRun run, byte[]? terms) => session.Execute(
        "UPDATE term_run SET records = @records, terms = @terms WHERE last_sequence = @last",
        run.Records, terms, run.Last);

    public static void DeleteBetween(WriteSession session, long firstLast, long last) => session.Execute(
        "DELETE FROM term_run WHERE last_sequence >= @first AND last_sequence <= @last", firstLast, last);

    private static TermRun Of(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.Number(5));
}
