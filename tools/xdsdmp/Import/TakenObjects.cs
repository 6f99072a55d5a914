using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>What has been taken of a patient, as the other registry has it.</summary>
internal sealed class TakenObjects
{
    public List<SubmissionSet> Sets { get; } = [];

    public List<DocumentEntry> Documents { get; } = [];

    public List<Folder> Folders { get; } = [];

    public List<Association> Associations { get; } = [];

    /// <param name="set">One submission.</param>
    /// <param name="documents">Those of its documents that came here.</param>
    /// <param name="isHere">Whether an end of an association is here.</param>
    public void Add(PlannedSet set, IEnumerable<DocumentEntry> documents, Func<ObjectId, bool> isHere)
    {
        Sets.Add(set.Set);
        Documents.AddRange(documents);
        Folders.AddRange(set.Folders);
        Associations.AddRange(set.Associations.Where(it => isHere(it.Source) && isHere(it.Target)));
    }
}
