namespace XdsDmp.Atna.Storage.Terms;

/// <summary>Records that stand side by side, and whose terms are kept together: a row of <c>term_run</c>.</summary>
/// <param name="First">The first of their numbers; some between may be missing.</param>
/// <param name="Last">The last one, which names the run.</param>
/// <param name="Records">How many there are.</param>
/// <param name="FirstTime">Nothing in it happened before.</param>
/// <param name="LastTime">Nor after.</param>
/// <param name="Octets">Of its terms; null for a large run, whose terms are in blocks.</param>
internal sealed record TermRun(
    long First, long Last, long Records, long FirstTime, long LastTime, long? Octets)
{
    public bool IsInBlocks => Octets is null;

    /// <summary>What its terms are written from.</summary>
    public Posting Origin => new(First, FirstTime);

    /// <summary>Searches look for this record here.</summary>
    public bool Covers(Posting posting) => posting.Sequence >= First && posting.Sequence <= Last
        && posting.Time >= FirstTime && posting.Time <= LastTime;
}
