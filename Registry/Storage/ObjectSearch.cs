using System.Data.Common;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// Reads registry objects for one query. Every statement starts from an index: its cost grows with the answer, not with
/// the registry. What is not to be shown is left out by the statements, so that it does not count either. Each gives
/// its objects in the order of their registration: another one could come from what a caller must not notice.
/// </summary>
/// <param name="withFragments">LeafClass: the ebRIM is read as well.</param>
/// <param name="limit">Objects that may be read, by each statement.</param>
internal sealed class ObjectSearch(bool withFragments, int limit)
{
    private const int KeysAtOnce = 512;

    private const string Survivor = "(SELECT coalesce(survivor, id) FROM patient WHERE id =";

    /// <summary>
    /// A newer version has the same logical id; only such rows are in the index that is asked. One that was moved to
    /// another patient is not this patient's: for him the older version, Deprecated, is the last word.
    /// </summary>
    private const string IsLatestEntry =
        $"""
        AND NOT EXISTS (SELECT 1 FROM registry_object n
            WHERE n.logical_id = d.logical_id AND n.version > d.version AND n.version > 1
            AND {Survivor} n.patient_id) = {Survivor} d.patient_id))
        """;

    private const string IsLatestFolder =
        $"""
        AND NOT EXISTS (SELECT 1 FROM registry_object n
            WHERE n.logical_id = o.logical_id AND n.version > o.version AND n.version > 1
            AND {Survivor} n.patient_id) = {Survivor} o.patient_id))
        """;

    private readonly ObjectSources _sources = new(withFragments);

    /// <summary>Neither older versions, nor what is offline, nor withdrawn folders ($MetadataLevel 1).</summary>
    public bool CurrentOnly { get; init; }

    /// <summary>What the caller sees; null: everything. What he does not see is neither returned nor counted.</summary>
    public Sight? Sight { get; init; }

    /// <summary>States of the associations to be returned.</summary>
    public IReadOnlyCollection<AvailabilityStatus> AssociationStatuses { get; init; } =
        [AvailabilityStatus.Approved, AvailabilityStatus.Deprecated];

    /// <summary>Some statement found more than may be read: what was read is not all.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Objects called o, document entries d beside them; conditions follow, each beginning with AND.</summary>
    public SqlText DocumentEntries() => Current(_sources.DocumentEntries());

    /// <summary>
    /// Document entries d, looked up by their patient or their codes; conditions are on d alone, because objects are
    /// read for their ebRIM only.
    /// </summary>
    public SqlText DocumentEntriesByAttribute() => Current(_sources.DocumentEntriesByAttribute());

    /// <summary>Objects called o and document entries d that have one of these event codes.</summary>
    public SqlText DocumentEntriesOfEvents(IReadOnlyCollection<long> codes) =>
        Current(_sources.DocumentEntriesOfEvents(codes));

    /// <summary>The same, those that have a reference id like one of these.</summary>
    public SqlText DocumentEntriesOfReferences(IReadOnlyCollection<LikePattern> patterns) =>
        Current(_sources.DocumentEntriesOfReferences(patterns));

    /// <summary>Objects called o, submission sets s beside them.</summary>
    public SqlText SubmissionSets() => _sources.SubmissionSets();

    /// <summary>The same, looked up by their patient.</summary>
    public SqlText SubmissionSetsByAttribute() => _sources.SubmissionSetsByAttribute();

    /// <summary>Objects called o, folders f beside them.</summary>
    public SqlText Folders() => CurrentFolders(_sources.Folders());

    /// <summary>The same, looked up by their patient.</summary>
    public SqlText FoldersByAttribute() => CurrentFolders(_sources.FoldersByAttribute());

    /// <summary>Folders that have one of these codes.</summary>
    public SqlText FoldersOfCodes(IReadOnlyCollection<long> codes) => CurrentFolders(_sources.FoldersOfCodes(codes));

    public List<RegisteredObject> Read(ReadSession session, SqlText query) =>
        Limited(InOrder(
            Sight is null
                ? session.All(query.Append("LIMIT @", limit + 1), RegisteredObject.Read)
                : session.Some(query, Candidate.Read, row => Shown(session, row), limit + 1),
            it => it.Key));

    /// <summary>What a query finds among the objects with these keys, asked for in portions.</summary>
    public List<RegisteredObject> ReadAmong(
        ReadSession session, IEnumerable<long> keys, Func<IReadOnlyCollection<long>, SqlText> query) =>
        InPortions(keys, portion => Read(session, query(portion)));

    /// <summary>Associations that start at, or end at, one of these objects.</summary>
    public List<RegisteredAssociation> AssociationsOf(ReadSession session, IReadOnlyCollection<long> objects) =>
    [
        .. ReadAssociations(session, objects, keys => _sources.Associations().AppendIn("AND a.source", keys))
            .Concat(ReadAssociations(session, objects, keys => _sources.Associations().AppendIn("AND a.target", keys)))
            .DistinctBy(a => a.Object.Key),
    ];

    /// <summary>The same, of these types only.</summary>
    public List<RegisteredAssociation> AssociationsOf(
        ReadSession session, IReadOnlyCollection<long> objects, IReadOnlyCollection<AssociationType> types)
    {
        var numbers = types.Select(t => (int)t).ToList();
        return
        [
            .. ReadAssociations(session, objects, keys => _sources.Associations()
                    .AppendIn("AND a.source", keys).AppendIn("AND a.type", numbers))
                .Concat(ReadAssociations(session, objects, keys => _sources.Associations()
                    .AppendIn("AND a.target", keys).AppendIn("AND a.type", numbers)))
                .DistinctBy(a => a.Object.Key),
        ];
    }

    /// <summary>HasMember associations that start at these SubmissionSets or Folders.</summary>
    public List<RegisteredAssociation> MembershipsFrom(ReadSession session, IEnumerable<long> holders) =>
        ReadAssociations(
            session, holders, keys => _sources.Associations().AppendIn("AND a.source", keys).Append("AND a.type = 0"));

    /// <summary>HasMember associations that end at these objects.</summary>
    public List<RegisteredAssociation> MembershipsTo(ReadSession session, IEnumerable<long> members) =>
        ReadAssociations(
            session, members, keys => _sources.Associations().AppendIn("AND a.target", keys).Append("AND a.type = 0"));

    /// <summary>Those of these keys that are associations.</summary>
    public List<RegisteredAssociation> Associations(ReadSession session, IEnumerable<long> keys) =>
        ReadAssociations(session, keys, portion => _sources.Associations().AppendIn("AND a.object_id", portion));

    /// <summary>Keys of the objects with these ids; unknown ones are passed over.</summary>
    public static List<long> KeysOf(ReadSession session, IReadOnlyCollection<EntryUuid> uuids) => session.All(
        new SqlText("SELECT id FROM registry_object WHERE").AppendIn("entry_uuid", [.. uuids.Select(UuidBlob.Of)]),
        row => row.GetInt64(0));

    private static List<T> InOrder<T>(List<T> rows, Func<T, long> key)
    {
        rows.Sort((one, other) => key(one).CompareTo(key(other)));
        return rows;
    }

    private SqlText Current(SqlText query) =>
        CurrentOnly ? query.Append("AND d.is_offline = 0").Append(IsLatestEntry) : query;

    private SqlText CurrentFolders(SqlText query) =>
        CurrentOnly ? query.Append("AND o.status = 1").Append(IsLatestFolder) : query;

    private List<RegisteredAssociation> ReadAssociations(
        ReadSession session, IEnumerable<long> keys, Func<IReadOnlyCollection<long>, SqlText> query)
    {
        var statuses = AssociationStatuses.Select(StatusNumber.Of).ToList();
        return InPortions(keys, portion => Limited(InOrder(
            session.Some(
                query(portion).AppendIn("AND o.status", statuses), RegisteredAssociation.Read,
                association => ShownAssociation(session, association), limit + 1),
            association => association.Object.Key)));
    }

    private RegisteredObject? Shown(ReadSession session, Candidate candidate)
    {
        var (it, entry, patient) = candidate;
        var isShown = entry is { } row
            ? Sight!.Shows(session, row)
            : Sight!.ShowsHolder(session, it.Kind, it.Key, patient);
        return isShown ? it : null;
    }

    private RegisteredAssociation? ShownAssociation(ReadSession session, RegisteredAssociation association) =>
        Sight is null || association.Ends.All(end => Sight.Shows(session, end)) ? association : null;

    private List<T> InPortions<T>(IEnumerable<long> keys, Func<IReadOnlyCollection<long>, List<T>> read)
    {
        var rows = new List<T>();
        foreach (var portion in keys.Distinct().Chunk(KeysAtOnce))
        {
            rows.AddRange(read(Rounded(portion)));
            if (Limited(rows).Count > limit)
            {
                break;
            }
        }

        return rows;
    }

    /// <summary>Filled up with its last key to a power of two: few different statements have to be prepared.</summary>
    private static long[] Rounded(long[] portion)
    {
        var rounded = new long[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)portion.Length)];
        Array.Fill(rounded, portion[^1]);
        portion.CopyTo(rounded, 0);
        return rounded;
    }

    private List<T> Limited<T>(List<T> rows)
    {
        IsExceeded |= rows.Count > limit;
        return rows;
    }

    /// <summary>An object that may be hidden, and what decides about that.</summary>
    private readonly record struct Candidate(RegisteredObject Object, EntryRow? Entry, long? Patient)
    {
        public static Candidate Read(DbDataReader row)
        {
            var it = RegisteredObject.Read(row);
            return new Candidate(
                it, it.Kind == ObjectKind.DocumentEntry ? EntryRow.Read(row) : null,
                row.IsDBNull(4) ? null : row.GetInt64(4));
        }
    }
}
