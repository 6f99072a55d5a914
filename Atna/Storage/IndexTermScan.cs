using System.Security.Cryptography;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Holds the index of terms against the records. While these are walked, what they say is summed up; then the index is
/// read once, and what it has is taken off again. Only where something is left over are both looked at, record by
/// record. So it needs the same little memory for any number of records.
/// </summary>
internal sealed class IndexTermScan
{
    private const int Places = 1 << 20;
    private const int MaxSkipped = 100_000;

    private readonly ulong[] _sums = new ulong[Places];
    private readonly HashSet<long> _skipped = [];
    private readonly ulong _seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private long _last;
    private bool _hasOthers;

    /// <summary>A record that is what was chained, and what it says.</summary>
    public void Take(long sequence, AuditIndex index)
    {
        _last = Math.Max(_last, sequence);
        var posting = new Posting(sequence, index.Event.TermTime);
        foreach (var term in index.Terms)
        {
            SumOf(sequence) += Sum(HashOf(term), posting);
        }
    }

    /// <summary>A record that is not: its terms say nothing.</summary>
    public void Skip(long sequence)
    {
        _last = Math.Max(_last, sequence);
        _skipped.Add(sequence);
    }

    /// <summary>When all records have been taken: what the index lacks, and what it has too much.</summary>
    public void Compare(ReaderPool readers, ITermFindings findings, CancellationToken cancel)
    {
        if (_skipped.Count > MaxSkipped)
        {
            // There are more altered records than anybody reads about.
            return;
        }

        Walk(readers, (session, after) => TakeOff(session, after, findings), cancel);
        if (_hasOthers || _sums.AsSpan().ContainsAnyExcept(0UL))
        {
            var look = new IndexTermLook(IsSuspect, IsOther, findings);
            Walk(readers, look.Next, cancel);
        }
    }

    /// <summary>
    /// By position, in short transactions: runs may be merged meanwhile, and then the next one begins before.
    /// </summary>
    private static void Walk(ReaderPool readers, Func<ReadSession, long, long?> next, CancellationToken cancel)
    {
        long? after = long.MinValue;
        while (after is { } place)
        {
            cancel.ThrowIfCancellationRequested();
            after = readers.Read(session => next(session, place));
        }
    }

    private long? TakeOff(ReadSession session, long after, ITermFindings findings)
    {
        if (TermRunStore.Next(session, after) is not { } run)
        {
            return null;
        }

        if (TermRunStore.Next(session, run.Last) is { } next && next.First <= run.Last)
        {
            findings.Overlaps(next);
        }

        try
        {
            var terms = new RunTerms(session, run);
            var sums = new List<(ulong Hash, Posting Posting)>();
            foreach (var (key, postings) in terms.All())
            {
                var hash = HashOf(TermKey.Parse(key));
                sums.AddRange(terms.Read(postings).Select(posting => (hash, posting)));
            }

            foreach (var (hash, posting) in sums.Where(it => it.Posting.Sequence > after && run.Covers(it.Posting)))
            {
                TakeOff(hash, posting);
            }

            // What no search finds stays left over.
            _hasOthers |= sums.Exists(it => !run.Covers(it.Posting));
        }
        catch (InvalidDataException wrong)
        {
            findings.IsUnreadable(run, wrong.Message);
        }

        return run.Last;
    }

    private void TakeOff(ulong hash, Posting posting)
    {
        if (IsOther(posting.Sequence))
        {
            _hasOthers = true;
        }
        else if (!_skipped.Contains(posting.Sequence))
        {
            SumOf(posting.Sequence) -= Sum(hash, posting);
        }
    }

    /// <summary>It was not walked: it came since then, or is no number of a record.</summary>
    private bool IsOther(long sequence) => (sequence < 1 || sequence > _last) && !_skipped.Contains(sequence);

    private bool IsSuspect(long sequence) =>
        !IsOther(sequence) && !_skipped.Contains(sequence) && SumOf(sequence) != 0;

    private ref ulong SumOf(long sequence) => ref _sums[(int)((ulong)sequence % Places)];

    /// <summary>Another in each process.</summary>
    private static ulong HashOf(SearchTerm term) =>
        ((ulong)term.Kind << 32) ^ (uint)term.Term.GetHashCode(StringComparison.Ordinal);

    /// <summary>Nobody who does not know the seed can put in rows that cancel each other out.</summary>
    private ulong Sum(ulong hash, Posting posting)
    {
        var sum = _seed;
        foreach (var part in (ReadOnlySpan<ulong>)[hash, (ulong)posting.Time, (ulong)posting.Sequence])
        {
            sum = (sum ^ part) * 0xBF58476D1CE4E5B9;
            sum ^= sum >> 29;
        }

        return sum * 0x94D049BB133111EB;
    }
}

/// <summary>Is told what is wrong with the index of terms.</summary>
internal interface ITermFindings
{
    /// <summary>A record that is not found by all that it says.</summary>
    void Lacks(long sequence);

    /// <summary>A number that is found by something that no record of this number says.</summary>
    void HasExtra(long sequence);

    /// <summary>A run that has records of the one before it.</summary>
    void Overlaps(TermRun run);

    /// <summary>None of its records can be found.</summary>
    void IsUnreadable(TermRun run, string reason);
}
