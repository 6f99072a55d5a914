using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>A submission as it once was: what came with the set, and the ties that came with it.</summary>
internal sealed class PlannedSet(SubmissionSet set)
{
    public SubmissionSet Set { get; } = set;

    public List<DocumentEntry> Documents { get; } = [];

    public List<Folder> Folders { get; } = [];

    public List<Association> Associations { get; } = [];

    /// <summary>Sets that bring what this one refers to.</summary>
    public HashSet<PlannedSet> Needs { get; } = [];

    /// <summary>
    /// Sets that refer to what this one replaces: nothing can be tied to a Deprecated entry (ITI TF-3 §4.2.2.2).
    /// </summary>
    public HashSet<PlannedSet> Follows { get; } = [];

    public string Time => Set.SubmissionTime?.PadLow() ?? "";

    /// <summary>Order of equals, so that it is the same in every run.</summary>
    public string Tie => $"{Set.UniqueId} {Set.Id}";

    public IEnumerable<ObjectId> OwnIds =>
        [Set.Id, .. Documents.Select(it => it.Id), .. Folders.Select(it => it.Id), .. Associations.Select(it => it.Id)];
}
