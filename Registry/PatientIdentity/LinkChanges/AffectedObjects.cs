using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.PatientIdentity.LinkChanges;

/// <summary>What gets a new version by a link change: Deprecated objects never do.</summary>
/// <param name="Entries">Approved entries of the previous patient under the local identifier.</param>
/// <param name="Folders">
/// When the patient changes: Approved Folders that hold none but these. A Folder with documents of other local
/// identifiers stays with the previous patient.
/// </param>
internal sealed record AffectedObjects(IReadOnlyList<ObjectVersion> Entries, IReadOnlyList<ObjectVersion> Folders)
{
    public static AffectedObjects Find(ReadSession session, LinkChange link)
    {
        var former = link.FormerLocalId.ToString();
        var entries = PatientStore.KeysOf(session, link.PreviousXadPid)
            .SelectMany(patient => ObjectVersion.CurrentEntriesOf(session, patient, former)).ToList();
        var keys = entries.Select(e => e.Object.Key).ToHashSet();
        var folders = !link.ChangesPatient ? [] : entries
            .SelectMany(e => RegistryObjectStore.FoldersOf(session, e.Object.Key)).DistinctBy(f => f.Key)
            .Where(f => RegistryObjectStore.ApprovedEntriesIn(session, f.Key).TrueForAll(keys.Contains))
            .Select(f => ObjectVersion.Latest(session, ObjectVersion.LogicalIdOf(session, f.Key))!);
        return new AffectedObjects(entries, [.. folders]);
    }
}
