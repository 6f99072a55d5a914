namespace XdsDmp.Atna.Storage.Terms;

/// <summary>One condition of a search: which records of a run meet it, and how many did so far.</summary>
internal sealed class GroupTerms
{
    /// <summary>How many different terms a condition may stand for, in the runs that a search looks at.</summary>
    public const int MaxVariants = 200;

    private readonly List<(TermPattern Pattern, byte[] Key)> _patterns = [];
    private readonly HashSet<SearchTerm> _variants = [];
    private long _found;
    private long _runs;

    public GroupTerms(TermGroup group)
    {
        foreach (var pattern in group.Patterns)
        {
            Add(pattern);
            if (pattern.Kind is SearchTermKind.Patient or SearchTermKind.Entity)
            {
                Add(pattern with { Kind = SearchTermKind.PatientEntity });
            }
        }
    }

    /// <summary>How many records of a run meet it, from those that were looked at; nothing is known at first.</summary>
    public double Density => _runs == 0 ? 0 : (double)_found / _runs;

    public bool IsEmpty => _patterns.Count == 0;

    /// <summary>What the run has under each of its terms.</summary>
    /// <exception cref="TooBroadException">There are too many different terms.</exception>
    public List<ReadOnlyMemory<byte>> ListsIn(RunTerms run)
    {
        var lists = new List<ReadOnlyMemory<byte>>();
        foreach (var (pattern, key) in _patterns)
        {
            if (!pattern.IsPrefix)
            {
                if (run.Find(key) is { } postings)
                {
                    lists.Add(postings);
                }

                continue;
            }

            foreach (var (term, postings) in run.Beginning(key))
            {
                lists.Add(postings);
                if (_variants.Add(TermKey.Parse(term)) && _variants.Count > MaxVariants)
                {
                    throw new TooBroadException(pattern);
                }
            }
        }

        return lists;
    }

    /// <summary>The records themselves, in the order of their numbers, each once.</summary>
    public List<Posting> In(RunTerms run)
    {
        var found = new List<Posting>();
        var lists = ListsIn(run);
        foreach (var list in lists)
        {
            PostingList.Read(list.Span, run.Run, found);
        }

        if (lists.Count > 1)
        {
            found.Sort(static (one, other) => one.Sequence.CompareTo(other.Sequence));
            RemoveTwice(found);
        }

        _found += found.Count;
        _runs++;
        return found;
    }

    private void Add(TermPattern pattern) => _patterns.Add((pattern, TermKey.Of(pattern.Kind, pattern.Text)));

    private static void RemoveTwice(List<Posting> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (kept == 0 || sorted[kept - 1].Sequence != sorted[i].Sequence)
            {
                sorted[kept++] = sorted[i];
            }
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }
}
