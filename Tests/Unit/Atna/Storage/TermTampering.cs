using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Unit.Atna.Storage;

/// <summary>What somebody can do to the index of terms who knows how it is written.</summary>
internal static class TermTampering
{
    public static List<TermRun> Runs(Database database)
    {
        using var readers = new ReaderPool(database);
        return readers.Read(session => TermRunStore.Overlapping(session, TimeRange.All));
    }

    /// <summary>Every term of every record, as the runs have them.</summary>
    public static List<TermRow> Read(Database database)
    {
        using var readers = new ReaderPool(database);
        return readers.Read(session => TermRunStore.Overlapping(session, TimeRange.All)
            .SelectMany(run => RowsOf(new RunTerms(session, run))).ToList());
    }

    /// <summary>Writes other terms in the place of those that are there; each record has its own run then.</summary>
    public static void Change(Database database, Func<IEnumerable<TermRow>, IEnumerable<TermRow>> change)
    {
        var rows = change(Read(database)).GroupBy(row => row.Sequence).ToList();
        using var writer = new GroupCommitWriter(database);
        writer.WriteAsync(session =>
        {
            session.Execute("DELETE FROM term_run");
            session.Execute("DELETE FROM term_block");
            foreach (var record in rows)
            {
                Insert(session, record.Key, [.. record]);
            }
        }).GetAwaiter().GetResult();
    }

    private static IEnumerable<TermRow> RowsOf(RunTerms terms) =>
        from term in terms.All()
        from posting in terms.Read(term.Postings)
        select new TermRow(posting.Sequence, TermKey.Parse(term.Key), posting.Time);

    private static void Insert(WriteSession session, long sequence, List<TermRow> rows)
    {
        var first = rows.Min(row => row.Time);
        var run = new TermRun(sequence, sequence, 1, first, rows.Max(row => row.Time), Octets: 0);
        var table = new TermTableWriter(run.Origin);
        foreach (var (key, time) in rows.Select(row => (TermKey.Of(row.Term), row.Time))
            .OrderBy(row => row.Item1, KeyOrder.Instance))
        {
            table.Add(key, [new Posting(sequence, time)]);
        }

        TermRunStore.Insert(session, run, table.Table());
    }
}

/// <summary>A term, and a record that is found by it.</summary>
internal sealed record TermRow(long Sequence, SearchTerm Term, long Time);
