namespace XdsDmp.Atna.Storage.Terms;

/// <summary>The order of an answer: what compares as less comes first.</summary>
internal sealed class EventOrder(AuditOrder order) : IComparer<Posting>
{
    public int Compare(Posting x, Posting y) => order switch
    {
        AuditOrder.NewestEvent => ByTime(y, x),
        AuditOrder.OldestEvent => ByTime(x, y),
        AuditOrder.NewestReceived => y.Sequence.CompareTo(x.Sequence),
        _ => x.Sequence.CompareTo(y.Sequence),
    };

    /// <summary>Nothing in the run comes before this.</summary>
    public Posting BeginOf(TermRun run) => IsNewestFirst
        ? new Posting(run.Last, run.LastTime)
        : new Posting(run.First, run.FirstTime);

    /// <summary>Nothing in the run comes behind this.</summary>
    public Posting EndOf(TermRun run) => IsNewestFirst
        ? new Posting(run.First, run.FirstTime)
        : new Posting(run.Last, run.LastTime);

    private bool IsNewestFirst => order is AuditOrder.NewestEvent or AuditOrder.NewestReceived;

    private static int ByTime(Posting x, Posting y)
    {
        var byTime = x.Time.CompareTo(y.Time);
        return byTime != 0 ? byTime : x.Sequence.CompareTo(y.Sequence);
    }
}
