using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// What a registry has, as if nothing had been updated: each document and folder once, in its latest version, and all
/// ties lead to that one. A registration knows no other version than the first (ITI TF-3 §4.2.3.2, Metadata Update).
/// </summary>
internal sealed class CurrentObjects
{
    private readonly Dictionary<ObjectId, ObjectId> _latest = [];
    private readonly List<SkippedObject> _skipped = [];

    public CurrentObjects(PatientObjects source)
    {
        var documents = source.Documents.Select(it => new DocumentEntry((ExtrinsicObject)Identified(it.Rim))).ToList();
        var folders = source.Folders.Select(it => new Folder((RegistryPackage)Identified(it.Rim))).ToList();
        Documents = [.. Latest(documents)];
        Folders = [.. Latest(folders)];
        Sets = [.. source.Sets.Select(it => new SubmissionSet((RegistryPackage)Identified(it.Rim)))];
        Associations = [.. source.Associations.Select(Redirected)];
        TellOlder(documents, Documents);
        TellOlder(folders, Folders);
    }

    public IReadOnlyList<DocumentEntry> Documents { get; }

    public IReadOnlyList<Folder> Folders { get; }

    public IReadOnlyList<SubmissionSet> Sets { get; }

    /// <summary>After redirection some may say the same.</summary>
    public IReadOnlyList<Association> Associations { get; }

    public IReadOnlyList<SkippedObject> Skipped => _skipped;

    private IEnumerable<T> Latest<T>(IEnumerable<T> versions)
        where T : MetadataObject
    {
        foreach (var logical in versions.GroupBy(LogicalIdOf))
        {
            var latest = logical.MaxBy(it => it.Version ?? 1)!;
            foreach (var version in logical)
            {
                _latest[version.Id] = latest.Id;
            }

            // Somebody may point at a version that the registry keeps to itself.
            _latest.TryAdd(logical.Key, latest.Id);
            yield return latest;
        }
    }

    private void TellOlder<T>(IEnumerable<T> versions, IEnumerable<T> latest)
        where T : MetadataObject
    {
        var kept = latest.Select(it => it.Id).ToHashSet();
        _skipped.AddRange(versions.Where(it => !kept.Contains(it.Id))
            .Select(it => SkippedObject.Of(it, "an older version: only the latest can be registered")));
    }

    /// <summary>With the id that it has here: its own, wherever that is a UUID.</summary>
    private static RegistryObject Identified(RegistryObject it) => it with
    {
        Id = DerivedIds.Registered(it.Id),
        Lid = it.Lid is null ? null : DerivedIds.Registered(it.Lid),
    };

    private Association Redirected(Association association) => new((RimAssociation)Identified(association.Rim with
    {
        SourceObject = Redirected(association.Rim.SourceObject),
        TargetObject = Redirected(association.Rim.TargetObject),
    }));

    private string Redirected(string? id)
    {
        var here = ObjectId.Of(DerivedIds.Registered(id));
        return _latest.GetValueOrDefault(here, here).ToString();
    }

    private static ObjectId LogicalIdOf(MetadataObject it) => it.LogicalId.IsMissing ? it.Id : it.LogicalId;
}

/// <summary>What is not taken, and why.</summary>
internal sealed record SkippedObject(string Kind, string Id, string? UniqueId, string Reason)
{
    public static SkippedObject Of(MetadataObject it, string reason) =>
        new(KindOf(it), it.Id.ToString(), UniqueIdOf(it), reason);

    private static string KindOf(MetadataObject it) => it is Association { Rim.AssociationType: { } type }
        ? type[(type.LastIndexOf(':') + 1)..]
        : it.Kind;

    private static string? UniqueIdOf(MetadataObject it) => it switch
    {
        DocumentEntry document => document.UniqueId,
        SubmissionSet set => set.UniqueId,
        Folder folder => folder.UniqueId,
        _ => null,
    };
}
