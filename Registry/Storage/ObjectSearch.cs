using XdsDmp.Metadata.Model;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// Reads registry objects for one query. Every statement starts from an index: its cost grows with the answer, not with
/// the registry.
/// </summary>
/// <param name="withFragments">LeafClass: the ebRIM is read as well.</param>
/// <param name="limit">Objects that are read at most, by each statement.</param>
internal sealed class ObjectSearch(bool withFragments, int limit)
{
    /// <summary>Objects called o, document entries d beside them; conditions follow.</summary>
    public SqlText DocumentEntries() =>
        Select().Append("FROM registry_object o JOIN document_entry d ON d.object_id = o.id WHERE");

    public SqlText SubmissionSets() =>
        Select().Append("FROM registry_object o JOIN submission_set s ON s.object_id = o.id WHERE");

    public SqlText Folders() => Select().Append("FROM registry_object o JOIN folder f ON f.object_id = o.id WHERE");

    public List<RegisteredObject> Read(ReadSession session, SqlText query) =>
        session.All(query.Append("LIMIT @", limit), RegisteredObject.Read);

    /// <summary>Associations that start at, or end at, one of these objects.</summary>
    public List<RegisteredAssociation> AssociationsOf(ReadSession session, IReadOnlyCollection<long> objects) =>
        [.. From(session, objects).Concat(To(session, objects)).DistinctBy(a => a.Object.Key)];

    public IEnumerable<RegisteredAssociation> From(ReadSession session, IReadOnlyCollection<long> sources) =>
        sources.Count == 0 ? [] : ReadAssociations(session, Associations().AppendIn("a.source", sources));

    public IEnumerable<RegisteredAssociation> To(ReadSession session, IReadOnlyCollection<long> targets) =>
        targets.Count == 0 ? [] : ReadAssociations(session, Associations().AppendIn("a.target", targets));

    /// <summary>Objects by key, whatever their kind.</summary>
    public List<RegisteredObject> Objects(ReadSession session, IReadOnlyCollection<long> keys) =>
        keys.Count == 0 ? [] : Read(session, AnyObject().AppendIn("o.id", keys));

    /// <summary>Keys of the objects with these ids; unknown ones are passed over.</summary>
    public static List<long> KeysOf(ReadSession session, IReadOnlyCollection<EntryUuid> uuids) => session.All(
        new SqlText("SELECT id FROM registry_object WHERE").AppendIn("entry_uuid", [.. uuids.Select(UuidBlob.Of)]),
        row => row.GetInt64(0));

    private SqlText AnyObject() => Select().Append("FROM registry_object o WHERE");

    private SqlText Associations() => Select().Append(
        ", a.type, a.source, a.target FROM association a JOIN registry_object o ON o.id = a.object_id WHERE");

    private SqlText Select() => withFragments
        ? new SqlText($"SELECT {RegisteredObject.Columns}")
        : new SqlText($"SELECT {RegisteredObject.ColumnsWithoutFragment}");

    private List<RegisteredAssociation> ReadAssociations(ReadSession session, SqlText query) =>
        session.All(query.Append("LIMIT @", limit), RegisteredAssociation.Read);
}
