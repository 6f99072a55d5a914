namespace XdsDmp.Atna.Storage;

/// <summary>Something that is not as it was recorded.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="First">The first record concerned.</param>
/// <param name="Last">The last one; the same when it is one.</param>
/// <param name="Text">A sentence for the auditor.</param>
public sealed record ChainProblem(ChainProblemKind Kind, long First, long Last, string Text);

/// <summary>Kinds of <see cref="ChainProblem"/>.</summary>
public enum ChainProblemKind
{
    /// <summary>Numbers without a record, before or between others.</summary>
    Missing,

    /// <summary>The record's content, or its hash, is not what was chained.</summary>
    Altered,

    /// <summary>The record is genuine but stands at another's place.</summary>
    Reordered,

    /// <summary>A record that was never received stands between others.</summary>
    Inserted,

    /// <summary>The end that was known at an earlier time is not there any more.</summary>
    TailMissing,

    /// <summary>
    /// The chain holds together but is not the one that was known at an earlier time: it was written anew.
    /// </summary>
    HeadDiffers,

    /// <summary>The record is whole, but searches do not find it as they should.</summary>
    IndexMissing,

    /// <summary>Searches find something that no record says.</summary>
    IndexExtra,

    /// <summary>A checkpoint, a segment or a removal is not as it was signed, or not signed by a key of ours.</summary>
    SignatureWrong,

    /// <summary>A checkpoint is not there, or is another than was known; First and Last are numbers of it.</summary>
    CheckpointMissing,

    /// <summary>An archived or removed stretch does not fit what stands around it.</summary>
    SegmentDiffers,

    /// <summary>The database file itself is damaged.</summary>
    Unreadable,
}
