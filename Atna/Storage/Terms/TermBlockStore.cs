using System.Data.Common;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>The terms of large runs in the database.</summary>
internal static class TermBlockStore
{
    /// <summary>The block in which a term stands, if it stands anywhere.</summary>
    public static TermBlock? Around(ReadSession session, long run, byte[] key) => session.First(
        """
        SELECT first_term, terms FROM term_block WHERE last_sequence = @run AND first_term <= @key
        ORDER BY first_term DESC LIMIT 1
        """,
        Of, run, key);

    public static List<TermBlock> After(ReadSession session, long run, byte[] first, int limit) => session.All(
        """
        SELECT first_term, terms FROM term_block WHERE last_sequence = @run AND first_term > @first
        ORDER BY first_term LIMIT @limit
        """,
        Of, run, first, (long)limit);

    public static long Count(ReadSession session, long run) => session.First(
        "SELECT count(*) FROM term_block WHERE last_sequence = @run", row => row.GetInt64(0), run);

    /// <summary>One that is there already is the same: another instance has made it of the same runs.</summary>
    public static void Insert(WriteSession session, long run, TermBlock block) => session.Put(
        """
        INSERT INTO term_block (last_sequence, first_term, terms) VALUES (@run, @first, @terms)
        ON CONFLICT DO NOTHING
        """,
        run, block.First, block.Terms);

    public static void Delete(WriteSession session, long run, byte[] first) => session.Execute(
        "DELETE FROM term_block WHERE last_sequence = @run AND first_term = @first", run, first);

    public static void DeleteAll(WriteSession session, long run) =>
        session.Execute("DELETE FROM term_block WHERE last_sequence = @run", run);

    /// <summary>What merges that were broken off have left: no search looks there, but it is somebody's.</summary>
    public static void DeleteUnfinished(WriteSession session) => session.Execute(
        "DELETE FROM term_block WHERE last_sequence > @last", TermRunStore.LastInBlocks(session));

    private static TermBlock Of(DbDataReader row) => new(RowValues.Octets(row, 0), RowValues.Octets(row, 1));
}
