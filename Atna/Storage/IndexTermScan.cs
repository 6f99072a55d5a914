using System.Data.Common;
using System.Security.Cryptography;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Looks for terms that no record gives. Terms stand in their own order, not in that of the records: while these are
/// walked, what they give is summed up; then the index is read once, and what it has is taken off again. Only where
/// something is left over is it looked at term by term. So it needs the same little memory for any number of records.
/// </summary>
internal sealed class IndexTermScan
{
    private const int Places = 1 << 20;
    private const int RowsAtOnce = 4_096;
    private const int MaxSkipped = 100_000;

    private readonly ulong[] _sums = new ulong[Places];
    private readonly HashSet<long> _skipped = [];
    private readonly ulong _seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private long _last;

    /// <summary>A record that is what was chained, and those of its terms that were found.</summary>
    public void Take(long sequence, IEnumerable<SearchTerm> terms, long time)
    {
        _last = Math.Max(_last, sequence);
        foreach (var term in terms)
        {
            SumOf(sequence) += Sum(new TermRow(term, time, sequence));
        }
    }

    /// <summary>A record that is not: its terms say nothing.</summary>
    public void Skip(long sequence)
    {
        _last = Math.Max(_last, sequence);
        _skipped.Add(sequence);
    }

    /// <summary>Numbers under which there is a term too many.</summary>
    public IReadOnlyCollection<long> FindExtra(ReaderPool readers, CancellationToken cancel)
    {
        var extra = new SortedSet<long>();
        if (_skipped.Count > MaxSkipped)
        {
            // There are more altered records than anybody reads about.
            return extra;
        }

        Walk(readers, (_, row) =>
        {
            if (IsWalked(row.Sequence))
            {
                SumOf(row.Sequence) -= Sum(row);
            }
        }, cancel);
        Walk(readers, (session, row) =>
        {
            var isSuspect = IsWalked(row.Sequence)
                ? SumOf(row.Sequence) != 0
                : row.Sequence < 1 || row.Sequence > _last;
            if (isSuspect && !_skipped.Contains(row.Sequence) && !extra.Contains(row.Sequence)
                && !IsGiven(session, row))
            {
                extra.Add(row.Sequence);
            }
        }, cancel);
        return extra;
    }

    private bool IsWalked(long sequence) => sequence >= 1 && sequence <= _last && !_skipped.Contains(sequence);

    private ref ulong SumOf(long sequence) => ref _sums[(int)(sequence % Places)];

    /// <summary>Nobody who does not know the seed can put in rows that cancel each other out.</summary>
    private ulong Sum(TermRow row)
    {
        var sum = _seed;
        foreach (var part in (ReadOnlySpan<long>)
            [row.Term.Term.GetHashCode(StringComparison.Ordinal), (long)row.Term.Kind, row.Time, row.Sequence])
        {
            sum = (sum ^ (ulong)part) * 0xBF58476D1CE4E5B9;
            sum ^= sum >> 29;
        }

        return sum * 0x94D049BB133111EB;
    }

    /// <summary>All rows, in short transactions: new ones may come and old ones go meanwhile.</summary>
    private static void Walk(ReaderPool readers, Action<ReadSession, TermRow> take, CancellationToken cancel)
    {
        TermRow? last = new TermRow(new SearchTerm(0, ""), long.MinValue, long.MinValue);
        while (last is not null)
        {
            cancel.ThrowIfCancellationRequested();
            last = readers.Read(session =>
            {
                var rows = Next(session, last);
                rows.ForEach(row => take(session, row));
                return rows.Count < RowsAtOnce ? null : rows[^1];
            });
        }
    }

    private static List<TermRow> Next(ReadSession session, TermRow after) => session.All(
        """
        SELECT kind, term, event_time, sequence FROM search_term
        WHERE (kind, term, event_time, sequence) > (@kind, @term, @time, @sequence)
        ORDER BY kind, term, event_time, sequence LIMIT @limit
        """,
        RowOf, (long)after.Term.Kind, after.Term.Term, after.Time, after.Sequence, (long)RowsAtOnce);

    private static TermRow RowOf(DbDataReader row) => new(
        new SearchTerm((SearchTermKind)row.GetInt64(0), row.Text(1) ?? ""), row.GetInt64(2), row.GetInt64(3));

    private static bool IsGiven(ReadSession session, TermRow row) =>
        AuditRecordReader.Find(session, row.Sequence) is { } record
        && AuditIndex.Of(record.Message) is var index
        && index.Event.TermTime == row.Time
        && index.Terms.Contains(row.Term);

    private sealed record TermRow(SearchTerm Term, long Time, long Sequence);
}
