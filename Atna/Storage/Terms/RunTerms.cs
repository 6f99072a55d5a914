using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>Reads the terms of one run: in one piece, or block by block as far as is asked.</summary>
internal sealed class RunTerms(ReadSession session, TermRun run)
{
    private const int BlocksAtOnce = 16;

    private TermTable? _whole;

    public TermRun Run => run;

    /// <summary>Null when no record of the run has this term.</summary>
    public ReadOnlyMemory<byte>? Find(byte[] key)
    {
        var table = run.IsInBlocks
            ? TermBlockStore.Around(session, run.Last, key) is { } block ? new TermTable(block.Terms) : null
            : Whole();
        return table?.Find(key);
    }

    /// <summary>All terms that begin so, in their order, with their records.</summary>
    public IEnumerable<(byte[] Key, ReadOnlyMemory<byte> Postings)> Beginning(byte[] prefix)
    {
        foreach (var table in TablesFrom(prefix))
        {
            for (var i = table.FirstFrom(prefix); i < table.Count; i++)
            {
                var key = table.KeyAt(i).ToArray();
                if (!key.AsSpan().StartsWith(prefix))
                {
                    yield break;
                }

                yield return (key, table.PostingsAt(i));
            }
        }
    }

    /// <summary>Everything, and that it is in order: what is not could not be found.</summary>
    /// <exception cref="InvalidDataException">It is not as it was written.</exception>
    public IEnumerable<(byte[] Key, ReadOnlyMemory<byte> Postings)> All()
    {
        byte[]? last = null;
        foreach (var (first, table) in BlocksFrom([]))
        {
            if (first is not null && (table.Count == 0 || !table.KeyAt(0).SequenceEqual(first)))
            {
                throw new InvalidDataException("a block of the index of terms stands at another's place");
            }

            for (var i = 0; i < table.Count; i++)
            {
                var key = table.KeyAt(i).ToArray();
                if (last is not null && last.AsSpan().SequenceCompareTo(key) >= 0)
                {
                    throw new InvalidDataException("the index of terms is not in its order");
                }

                yield return (key, table.PostingsAt(i));
                last = key;
            }
        }
    }

    public List<Posting> Read(ReadOnlyMemory<byte> postings)
    {
        var read = new List<Posting>();
        PostingList.Read(postings.Span, run, read);
        return read;
    }

    private TermTable Whole() => _whole ??= new TermTable(TermRunStore.Terms(session, run));

    private IEnumerable<TermTable> TablesFrom(byte[] key) => BlocksFrom(key).Select(block => block.Table);

    private IEnumerable<(byte[]? First, TermTable Table)> BlocksFrom(byte[] key)
    {
        if (!run.IsInBlocks)
        {
            yield return (null, Whole());
            yield break;
        }

        var after = key;
        if (TermBlockStore.Around(session, run.Last, key) is { } around)
        {
            yield return (around.First, new TermTable(around.Terms));
            after = around.First;
        }

        List<TermBlock> blocks;
        do
        {
            // One for a beginning: most are of few terms.
            blocks = TermBlockStore.After(session, run.Last, after, key.Length > 0 ? 1 : BlocksAtOnce);
            foreach (var block in blocks)
            {
                yield return (block.First, new TermTable(block.Terms));
                after = block.First;
            }
        }
        while (blocks.Count > 0);
    }
}
