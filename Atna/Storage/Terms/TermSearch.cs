using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>
/// What the index of terms finds, run by run in the order of the answer. In each the rarest condition is asked first,
/// and the others only where something is left; what was found waits until no run that was not opened can have
/// something before it.
/// </summary>
internal sealed class TermSearch
{
    private readonly ReadSession _session;
    private readonly AuditQuery _query;
    private readonly TimeRange _range;
    private readonly EventOrder _order;
    private readonly HashSet<long>? _sequences;
    private readonly List<GroupTerms> _groups;

    public TermSearch(ReadSession session, AuditQuery query, TimeRange range)
    {
        (_session, _query, _range) = (session, query, range);
        _order = new EventOrder(query.Order);
        _sequences = query.Sequences?.ToHashSet();
        _groups = [.. query.Groups.Select(group => new GroupTerms(group))];
    }

    /// <summary>Records that were looked at for the leading condition.</summary>
    public long LookedAt { get; private set; }

    /// <summary>Lazily: what is not asked for is not read.</summary>
    public IEnumerable<Posting> InOrder()
    {
        var waiting = new PriorityQueue<Posting, Posting>(_order);
        foreach (var run in Runs())
        {
            var begin = _order.BeginOf(run);
            while (waiting.TryPeek(out var first, out _) && _order.Compare(first, begin) < 0)
            {
                yield return waiting.Dequeue();
            }

            waiting.EnqueueRange(Matching(run).Select(found => (found, found)));
        }

        while (waiting.TryDequeue(out var first, out _))
        {
            yield return first;
        }
    }

    /// <summary>How many each run has, one run after the other.</summary>
    public IEnumerable<long> Counts()
    {
        foreach (var run in Runs())
        {
            if (IsAskedWhole(run) && _groups[0].ListsIn(new RunTerms(_session, run)) is { Count: <= 1 } lists)
            {
                yield return lists.Sum(list => PostingList.Count(list.Span));
            }
            else
            {
                yield return Matching(run).Count;
            }
        }
    }

    private List<TermRun> Runs()
    {
        if (_groups.Exists(group => group.IsEmpty))
        {
            return [];
        }

        var runs = TermRunStore.Overlapping(_session, _range);
        runs.RemoveAll(run => run.First > _query.Snapshot
            || (_query.After is { } after && _order.Compare(_order.EndOf(run), PlaceOf(after)) <= 0)
            || (_sequences is not null && !_sequences.Any(one => one >= run.First && one <= run.Last)));
        runs.Sort((one, other) => _order.Compare(_order.BeginOf(one), _order.BeginOf(other)));
        return runs;
    }

    private List<Posting> Matching(TermRun run)
    {
        List<Posting>? all = null;
        var terms = new RunTerms(_session, run);
        foreach (var group in _groups.OrderBy(group => group.Density))
        {
            var found = group.In(terms);
            LookedAt += all is null ? found.Count : 0;
            all = all is null ? found : InBoth(all, found);
            if (all.Count == 0)
            {
                return all;
            }
        }

        all!.RemoveAll(posting => !IsAskedFor(posting, run));
        return all;
    }

    private bool IsAskedFor(Posting posting, TermRun run) =>
        posting.Time >= _range.From && posting.Time < _range.Before
        && posting.Sequence <= _query.Snapshot
        && run.Covers(posting)
        && (_sequences is null || _sequences.Contains(posting.Sequence))
        && (_query.After is not { } after || _order.Compare(posting, PlaceOf(after)) > 0);

    /// <summary>Then how many there are need not be found out one by one.</summary>
    private bool IsAskedWhole(TermRun run) => _groups.Count == 1 && _sequences is null && _query.After is null
        && run.FirstTime >= _range.From && run.LastTime < _range.Before && run.Last <= _query.Snapshot;

    private static Posting PlaceOf(FoundEvent found) => new(found.Sequence, found.Time);

    private static List<Posting> InBoth(List<Posting> some, List<Posting> others)
    {
        var both = new List<Posting>(Math.Min(some.Count, others.Count));
        for (var (i, j) = (0, 0); i < some.Count && j < others.Count;)
        {
            var order = some[i].Sequence.CompareTo(others[j].Sequence);
            if (order == 0)
            {
                both.Add(some[i]);
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return both;
    }
}
