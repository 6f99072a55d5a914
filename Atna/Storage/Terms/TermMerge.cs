using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>
/// Merges runs of terms. They are read and merged beside reception; what is written goes in small pieces, since the
/// one writer is also reception's. A large run is written block by block under its name, where no search looks, and
/// takes the place of its sources in one transaction. Before each piece it is seen whether the sources are what was
/// read: records are removed meanwhile, and another instance may have taken over.
/// </summary>
internal sealed class TermMerge(GroupCommitWriter writer, ReaderPool readers)
{
    /// <summary>Runs that are looked at: what is beyond comes later.</summary>
    private const int MaxRuns = 4_096;

    /// <summary>Half a megabyte: some milliseconds of the writer's time.</summary>
    private const int BlocksAtOnce = 64;

    /// <summary>Whoever appends goes on; whoever removes waits.</summary>
    private static readonly WriteKeys Keys = WriteKeys.Only(TermRunStore.ChangeKey, "");

    /// <summary>All that is due.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (await MergeNextAsync(cancel))
        {
        }
    }

    /// <summary>False when there was nothing to merge, or it was changed meanwhile.</summary>
    /// <exception cref="InvalidDataException">A run is damaged: nothing is changed.</exception>
    public async Task<bool> MergeNextAsync(CancellationToken cancel)
    {
        if (readers.Read(Next) is not var (plan, tables))
        {
            return false;
        }

        var merged = MergedRun.Of(plan, tables);
        return plan.IsLarge
            ? await WriteLargeAsync(plan, merged, cancel)
            : await writer.WriteAsync(session => Replace(session, plan, merged, merged.Blocks[0].Terms), Keys);
    }

    private static (MergePlan Plan, List<TermTable> Tables)? Next(ReadSession session)
    {
        var runs = TermRunStore.InOnePiece(session, TermRunStore.LastInBlocks(session), MaxLast(session), MaxRuns);
        return MergePlan.Of(runs) is { } plan
            ? (plan, [.. plan.Runs.Select(run => new TermTable(TermRunStore.Terms(session, run)))])
            : null;
    }

    // 1. what others have left goes  2. blocks, in pieces  3. the run takes its sources' place, if all blocks are there
    private async Task<bool> WriteLargeAsync(MergePlan plan, MergedRun merged, CancellationToken cancel)
    {
        await writer.WriteAsync(TermBlockStore.DeleteUnfinished, Keys);
        foreach (var blocks in merged.Blocks.Chunk(BlocksAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            if (!await writer.WriteAsync(session => Put(session, plan, merged.Run.Last, blocks), Keys))
            {
                return false;
            }
        }

        cancel.ThrowIfCancellationRequested();
        return await writer.WriteAsync(
            session => TermBlockStore.Count(session, merged.Run.Last) == merged.Blocks.Count
                && Replace(session, plan, merged, terms: null),
            Keys);
    }

    private static bool Put(WriteSession session, MergePlan plan, long run, TermBlock[] blocks)
    {
        if (!IsUnchanged(session, plan))
        {
            return false;
        }

        foreach (var block in blocks)
        {
            TermBlockStore.Insert(session, run, block);
        }

        return true;
    }

    private static bool Replace(WriteSession session, MergePlan plan, MergedRun merged, byte[]? terms)
    {
        if (!IsUnchanged(session, plan))
        {
            return false;
        }

        TermRunStore.DeleteBetween(session, plan.Runs[0].Last, merged.Run.Last);
        TermRunStore.Insert(session, merged.Run, terms);
        return true;
    }

    /// <summary>Whatever is removed from a run, it has fewer records then.</summary>
    private static bool IsUnchanged(ReadSession session, MergePlan plan) =>
        plan.Runs[^1].Last <= MaxLast(session)
        && (!plan.IsLarge || TermRunStore.LastInBlocks(session) < plan.Runs[0].First)
        && TermRunStore.Between(session, plan.Runs[0].First, plan.Runs[^1].Last).SequenceEqual(plan.Runs);

    /// <summary>While the index is made anew: only as far as it is done, since behind that runs are put in between.
    /// </summary>
    private static long MaxLast(ReadSession session) =>
        IndexState.Of(session) is { IsCurrent: false } state ? state.Done : long.MaxValue;
}
