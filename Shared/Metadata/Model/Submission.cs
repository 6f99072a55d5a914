using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>Everything that one message submits: one SubmissionSet and what it brings (ITI TF-3 §4.1.4).</summary>
public sealed record Submission(
    SubmissionSet SubmissionSet,
    Sequence<DocumentEntry> DocumentEntries,
    Sequence<Folder> Folders,
    Sequence<Association> Associations)
{
    /// <summary>All objects: SubmissionSet, entries, folders, associations.</summary>
    public IEnumerable<MetadataObject> Objects()
    {
        yield return SubmissionSet;
        foreach (var entry in DocumentEntries)
        {
            yield return entry;
        }

        foreach (var folder in Folders)
        {
            yield return folder;
        }

        foreach (var association in Associations)
        {
            yield return association;
        }
    }

    public RegistryObjectList ToRegistryObjectList() => new(Objects().Select(o => (Identifiable)o.Rim).ToSequence());

    /// <summary>
    /// The submission with each rim object replaced by what <paramref name="change"/> makes of it, of the same type.
    /// </summary>
    public Submission Map(Func<RegistryObject, RegistryObject> change) => new(
        new SubmissionSet((RegistryPackage)change(SubmissionSet.Rim)),
        DocumentEntries.Map(e => new DocumentEntry((ExtrinsicObject)change(e.Rim))),
        Folders.Map(f => new Folder((RegistryPackage)change(f.Rim))),
        Associations.Map(a => new Association((RimAssociation)change(a.Rim))));
}
