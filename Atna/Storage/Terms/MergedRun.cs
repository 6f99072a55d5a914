namespace XdsDmp.Atna.Storage.Terms;

/// <summary>What several runs become.</summary>
/// <param name="Run">The one that stands in their place.</param>
/// <param name="Blocks">Its terms: one table, or those of a large run.</param>
internal sealed record MergedRun(TermRun Run, IReadOnlyList<TermBlock> Blocks)
{
    /// <param name="plan">Which.</param>
    /// <param name="tables">What each of them has.</param>
    /// <exception cref="InvalidDataException">One of them is damaged.</exception>
    public static MergedRun Of(MergePlan plan, IReadOnlyList<TermTable> tables)
    {
        var runs = plan.Runs;
        var run = new TermRun(
            runs[0].First, runs[^1].Last, runs.Sum(one => one.Records), runs.Min(one => one.FirstTime),
            runs.Max(one => one.LastTime), Octets: null);
        var writer = new TermTableWriter(
            run.Origin, plan.IsLarge ? TermTableWriter.BlockOctets : int.MaxValue);
        Merge(runs, tables, writer);
        if (plan.IsLarge)
        {
            return new MergedRun(run, writer.Blocks());
        }

        var table = writer.Table();
        return new MergedRun(run with { Octets = table.Length }, [new TermBlock([], table)]);
    }

    private static void Merge(IReadOnlyList<TermRun> runs, IReadOnlyList<TermTable> tables, TermTableWriter writer)
    {
        var next = new PriorityQueue<int, Head>(HeadOrder.Instance);
        for (var source = 0; source < tables.Count; source++)
        {
            if (tables[source].Count > 0)
            {
                next.Enqueue(source, new Head(tables[source], source, 0));
            }
        }

        var postings = new List<Posting>();
        byte[]? key = null;
        while (next.TryDequeue(out var source, out var head))
        {
            if (key is null || !head.Key.SequenceEqual(key))
            {
                if (key is not null && head.Key.SequenceCompareTo(key) < 0)
                {
                    throw new InvalidDataException("the index of terms is not in its order");
                }

                writer.Add(key, postings);
                postings.Clear();
                key = head.Key.ToArray();
            }

            PostingList.Read(head.Table.PostingsAt(head.Index).Span, runs[source], postings);
            if (head.Index + 1 < head.Table.Count)
            {
                next.Enqueue(source, head with { Index = head.Index + 1 });
            }
        }

        writer.Add(key, postings);
    }

    private readonly record struct Head(TermTable Table, int Source, int Index)
    {
        public ReadOnlySpan<byte> Key => Table.KeyAt(Index);
    }

    /// <summary>Of equal terms that of the older records first.</summary>
    private sealed class HeadOrder : IComparer<Head>
    {
        public static HeadOrder Instance { get; } = new();

        public int Compare(Head x, Head y)
        {
            var order = x.Key.SequenceCompareTo(y.Key);
            return order != 0 ? order : x.Source - y.Source;
        }
    }
}
