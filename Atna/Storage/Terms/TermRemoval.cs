using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>Takes records out of the index of terms: nothing that they said may stay there.</summary>
internal static class TermRemoval
{
    /// <summary>When the records themselves are gone.</summary>
    /// <param name="session">That of the writer; what is merged meanwhile in another instance waits.</param>
    /// <param name="records">In the order of their numbers.</param>
    public static void Remove(WriteSession session, IReadOnlyList<IndexedRecord> records)
    {
        session.Depend(TermRunStore.ChangeKey, "");
        TermBlockStore.DeleteUnfinished(session);
        var sequences = records.Select(record => record.Sequence).ToHashSet();
        foreach (var run in TermRunStore.Between(session, records[0].Sequence, records[^1].Sequence))
        {
            if (IsEmpty(session, run))
            {
                TermRunStore.DeleteBetween(session, run.Last, run.Last);
                TermBlockStore.DeleteAll(session, run.Last);
                continue;
            }

            List<IndexedRecord> gone =
                [.. records.Where(record => record.Sequence >= run.First && record.Sequence <= run.Last)];
            var left = run with { Records = run.Records - gone.Count };
            if (run.IsInBlocks)
            {
                RemoveFromBlocks(session, run, gone, sequences);
                TermRunStore.Update(session, left, terms: null);
            }
            else
            {
                var table = new TermTable(TermRunStore.Terms(session, run));
                TermRunStore.Update(session, left, Without(table, run, sequences).Table());
            }
        }
    }

    private static bool IsEmpty(WriteSession session, TermRun run) => !session.First(
        "SELECT 1 FROM record WHERE sequence >= @first AND sequence <= @last ORDER BY sequence LIMIT 1",
        _ => true, run.First, run.Last);

    /// <summary>Those blocks are written anew in which these records have a term.</summary>
    private static void RemoveFromBlocks(
        WriteSession session, TermRun run, List<IndexedRecord> records, HashSet<long> sequences)
    {
        TermTable? table = null;
        foreach (var term in records.SelectMany(record => record.Index.Terms).Distinct().Select(TermKey.Of)
            .Order(KeyOrder.Instance))
        {
            if (table is not null && table.KeyAt(table.Count - 1).SequenceCompareTo(term) >= 0)
            {
                // It was in the block that has just been written anew.
                continue;
            }

            if (TermBlockStore.Around(session, run.Last, term) is not { } block)
            {
                continue;
            }

            table = new TermTable(block.Terms);
            TermBlockStore.Delete(session, run.Last, block.First);
            foreach (var left in Without(table, run, sequences, TermTableWriter.BlockOctets).Blocks())
            {
                TermBlockStore.Insert(session, run.Last, left);
            }
        }
    }

    private static TermTableWriter Without(
        TermTable table, TermRun run, HashSet<long> sequences, int maxOctets = int.MaxValue)
    {
        var writer = new TermTableWriter(run.Origin, maxOctets);
        var postings = new List<Posting>();
        for (var i = 0; i < table.Count; i++)
        {
            postings.Clear();
            PostingList.Read(table.PostingsAt(i).Span, run, postings);
            postings.RemoveAll(posting => sequences.Contains(posting.Sequence));
            writer.Add(table.KeyAt(i), postings);
        }

        return writer;
    }
}
