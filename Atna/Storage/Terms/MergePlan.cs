namespace XdsDmp.Atna.Storage.Terms;

/// <summary>
/// Which neighbouring runs become one. Runs of fewer than 16 records become one of up to 256, sixteen of these one of
/// more, and when there are 8,192 records beside one another a large one, which is never merged again: each record is
/// written four times as a rule, however many there are. Smaller ones between those of a size are taken along.
/// </summary>
/// <param name="Runs">In their order.</param>
/// <param name="IsLarge">They become blocks.</param>
internal sealed record MergePlan(IReadOnlyList<TermRun> Runs, bool IsLarge)
{
    public const int FanOut = 16;

    /// <summary>Of a large run: 10 million records are 1,200 of them.</summary>
    public const long LargeRecords = 8_192;

    /// <summary>A large run may have fewer records that say more: it is merged in memory.</summary>
    public const long LargeOctets = 16 * 1024 * 1024;

    /// <summary>Small ones that are taken together, whatever their sizes: searches look into each.</summary>
    private const int MaxSmallRuns = 64;

    private static readonly long[] Sizes = [16, 256];

    /// <summary>Null when there is nothing to merge.</summary>
    /// <param name="runs">All that are in one piece, the oldest first.</param>
    public static MergePlan? Of(IReadOnlyList<TermRun> runs)
    {
        // The oldest first: all before a large run are large.
        if (UntilLarge(runs) is { } large)
        {
            return new MergePlan(large, IsLarge: true);
        }

        foreach (var size in Sizes)
        {
            foreach (var stretch in Stretches(runs, size))
            {
                if (stretch.Count(run => run.Records >= size / FanOut) >= FanOut || stretch.Count >= MaxSmallRuns)
                {
                    return new MergePlan(stretch, IsLarge: false);
                }
            }
        }

        return null;
    }

    private static List<TermRun>? UntilLarge(IReadOnlyList<TermRun> runs)
    {
        var (records, octets) = (0L, 0L);
        for (var i = 0; i < runs.Count; i++)
        {
            records += runs[i].Records;
            octets += runs[i].Octets ?? 0;
            if (records >= LargeRecords || octets >= LargeOctets)
            {
                return [.. runs.Take(i + 1)];
            }
        }

        return null;
    }

    /// <summary>Neighbours that are all smaller than this.</summary>
    private static IEnumerable<List<TermRun>> Stretches(IReadOnlyList<TermRun> runs, long size)
    {
        var stretch = new List<TermRun>();
        foreach (var run in runs)
        {
            if (run.Records < size)
            {
                stretch.Add(run);
                continue;
            }

            yield return stretch;
            stretch = [];
        }

        yield return stretch;
    }
}
