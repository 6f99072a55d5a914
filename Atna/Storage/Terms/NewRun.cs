namespace XdsDmp.Atna.Storage.Terms;

/// <summary>
/// A run that is to be written: made before its records have their numbers, so that nobody waits for it in the
/// writer.
/// </summary>
/// <param name="FirstOffset">Where its first record stands, from the first one of the batch.</param>
/// <param name="LastOffset">Where its last one stands.</param>
/// <param name="Records">How many there are.</param>
/// <param name="FirstTime">When the first of what it tells happened.</param>
/// <param name="LastTime">And the last.</param>
/// <param name="Terms">A <see cref="TermTable"/>.</param>
internal sealed record NewRun(
    long FirstOffset, long LastOffset, long Records, long FirstTime, long LastTime, byte[] Terms)
{
    /// <summary>A batch with more text in its terms is several runs: each of them is read as a whole.</summary>
    private const int MaxCharacters = 4 * 1024 * 1024;

    /// <summary>Of records that will have numbers side by side.</summary>
    public static IReadOnlyList<NewRun> Of(IReadOnlyList<AuditIndex> indexes) =>
        Of([.. indexes.Select((index, i) => new IndexedRecord(i, index))], first: 0);

    /// <param name="records">In the order of their numbers.</param>
    /// <param name="first">The number of the first record of the batch.</param>
    public static IReadOnlyList<NewRun> Of(IReadOnlyList<IndexedRecord> records, long first)
    {
        var runs = new List<NewRun>(1);
        var (start, characters) = (0, 0);
        for (var i = 0; i < records.Count; i++)
        {
            foreach (var term in records[i].Index.Terms)
            {
                characters += term.Term.Length;
            }

            if (characters > MaxCharacters || i == records.Count - 1)
            {
                runs.Add(Of(records, start, i, first));
                (start, characters) = (i + 1, 0);
            }
        }

        return runs;
    }

    public TermRun At(long first) =>
        new(first + FirstOffset, first + LastOffset, Records, FirstTime, LastTime, Terms.Length);

    private static NewRun Of(IReadOnlyList<IndexedRecord> records, int start, int end, long first)
    {
        var (firstTime, lastTime) = (long.MaxValue, long.MinValue);
        var lists = new Dictionary<SearchTerm, List<Posting>>(32);
        for (var i = start; i <= end; i++)
        {
            var (sequence, index) = records[i];
            var posting = new Posting(sequence - first, index.Event.TermTime);
            firstTime = Math.Min(firstTime, posting.Time);
            lastTime = Math.Max(lastTime, posting.Time);
            foreach (var term in index.Terms)
            {
                if (!lists.TryGetValue(term, out var list))
                {
                    lists[term] = list = new List<Posting>(1);
                }

                list.Add(posting);
            }
        }

        var keys = new byte[lists.Count][];
        var values = new List<Posting>[lists.Count];
        var count = 0;
        foreach (var (term, list) in lists)
        {
            (keys[count], values[count]) = (TermKey.Of(term), list);
            count++;
        }

        Array.Sort(keys, values, KeyOrder.Instance);
        var (from, to) = (records[start].Sequence - first, records[end].Sequence - first);
        var writer = new TermTableWriter(new Posting(from, firstTime));
        for (var i = 0; i < count; i++)
        {
            writer.Add(keys[i], values[i]);
        }

        return new NewRun(from, to, end - start + 1, firstTime, lastTime, writer.Table());
    }
}
