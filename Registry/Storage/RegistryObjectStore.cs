using XdsDmp.Metadata.Model;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>Finds objects by what identifies them, and changes what the registry itself says about them.</summary>
internal static class RegistryObjectStore
{
    public static RegisteredObject? Find(ReadSession session, EntryUuid uuid) => session.First(
        $"SELECT {RegisteredObject.Columns} FROM registry_object o WHERE o.entry_uuid = @uuid",
        RegisteredObject.Read, UuidBlob.Of(uuid));

    /// <summary>
    /// The kind of the object that bears this uniqueId, whichever kind it is; null when there is none.
    /// </summary>
    public static ObjectKind? KindOfUniqueId(ReadSession session, string uniqueId) => session.First<ObjectKind?>(
        "SELECT kind FROM registry_object WHERE unique_id = @uniqueId LIMIT 1",
        row => (ObjectKind)row.GetInt32(0), uniqueId);

    /// <summary>
    /// Hash and size of the newest document entry with this uniqueId; all others are equal, but for what an update has
    /// corrected.
    /// </summary>
    public static (byte[]? Hash, long? Size)? ContentOf(ReadSession session, string uniqueId) =>
        session.First<(byte[]?, long?)?>(
            """
            SELECT d.hash, d.size FROM registry_object o JOIN document_entry d ON d.object_id = o.id
            WHERE o.unique_id = @uniqueId AND o.kind = 1 AND d.hash IS NOT NULL ORDER BY o.id DESC LIMIT 1
            """,
            row => (row.GetFieldValue<byte[]>(0), row.IsDBNull(1) ? null : row.GetInt64(1)),
            uniqueId);

    /// <summary>True for an On-Demand entry, false for a Stable one.</summary>
    public static bool IsOnDemand(ReadSession session, long entry) => session.First(
        "SELECT object_type = 2 FROM document_entry WHERE object_id = @id", row => row.Flag(0), entry);

    /// <summary>True when an On-Demand or a Stable entry, as asked for, bears this uniqueId.</summary>
    public static bool HasEntry(ReadSession session, string uniqueId, bool isOnDemand) => session.First(
        """
        SELECT 1 FROM registry_object o JOIN document_entry d ON d.object_id = o.id
        WHERE o.unique_id = @uniqueId AND o.kind = 1 AND d.object_type = @type LIMIT 1
        """,
        _ => true, uniqueId, isOnDemand ? 2 : 1);

    public static void SetStatus(WriteSession session, long key, AvailabilityStatus status)
    {
        session.Execute("UPDATE registry_object SET status = @status WHERE id = @id", StatusNumber.Of(status), key);
        session.Execute(
            "UPDATE document_entry SET status = @status WHERE object_id = @id", StatusNumber.Of(status), key);
        Splice(session, key, fragment => Fragment.WithStatus(fragment, status));
    }

    /// <summary>A Folder got a document: it says when. Its time never goes back, whatever the clock does.</summary>
    public static void Touch(WriteSession session, RegisteredObject folder, Hl7Time now)
    {
        var changed = session.Execute(
            "UPDATE folder SET last_update_time = @time WHERE object_id = @id AND last_update_time < @time",
            now.Digits, folder.Key);
        if (changed > 0)
        {
            Splice(session, folder.Key, fragment => Fragment.WithLastUpdateTime(fragment, now.Digits));
        }
    }

    /// <summary>Approved Folders that hold this document entry.</summary>
    public static List<RegisteredObject> FoldersOf(ReadSession session, long entry) => session.All(
        $"""
        SELECT {RegisteredObject.Columns}
        FROM association a JOIN registry_object o ON o.id = a.source JOIN registry_object l ON l.id = a.object_id
        WHERE a.target = @entry AND a.type = 0 AND o.kind = 3 AND o.status = 1 AND l.status = 1
        """,
        RegisteredObject.Read, entry);

    /// <summary>Keys of the Approved document entries in a Folder.</summary>
    public static List<long> ApprovedEntriesIn(ReadSession session, long folder) => session.All(
        """
        SELECT o.id
        FROM association a JOIN registry_object o ON o.id = a.target JOIN registry_object l ON l.id = a.object_id
        WHERE a.source = @folder AND a.type = 0 AND o.kind = 1 AND o.status = 1 AND l.status = 1
        """,
        row => row.GetInt64(0), folder);

    /// <summary>Approved document entries that transform or append to this one.</summary>
    public static List<RegisteredObject> ChildrenOf(ReadSession session, long entry) => session.All(
        $"""
        SELECT {RegisteredObject.Columns}
        FROM association a JOIN registry_object o ON o.id = a.source JOIN registry_object l ON l.id = a.object_id
        WHERE a.target = @entry AND a.type IN (2, 3) AND o.kind = 1 AND o.status = 1 AND l.status = 1
        """,
        RegisteredObject.Read, entry);

    /// <summary>Approved document entries of these patients with this code of a type, whatever its scheme.</summary>
    public static List<RegisteredObject> ApprovedOfType(
        ReadSession session, IReadOnlyCollection<long> patients, string type) => session.All(
        new SqlText(
            """
            SELECT o.id, o.entry_uuid, o.kind, o.status, o.patient_id, NULL
            FROM document_entry d JOIN registry_object o ON o.id = d.object_id
            JOIN code t ON t.id = d.type_code WHERE o.status = 1
            """).Append("AND t.value = @", type).AppendIn("AND d.patient_id", patients),
        RegisteredObject.Read);

    /// <summary>True for a document entry that is a transformation of another one.</summary>
    public static bool IsTransform(ReadSession session, long entry) => session.First(
        """
        SELECT 1 FROM association a JOIN registry_object l ON l.id = a.object_id
        WHERE a.source = @entry AND a.type = 2 AND l.status = 1 LIMIT 1
        """,
        _ => true, entry);

    /// <summary>When a Folder last got a document.</summary>
    public static Hl7Time LastUpdateTimeOf(ReadSession session, long folder) => session.First(
        "SELECT last_update_time FROM folder WHERE object_id = @id",
        row => Hl7Time.TryParse(row.GetString(0))!.Value, folder);

    /// <summary>Associations that start or end at an object, in whatever status.</summary>
    public static List<RegisteredAssociation> AssociationsOf(ReadSession session, long key) => session.All(
        $"""
        SELECT {RegisteredObject.ColumnsWithoutFragment}, a.type, a.source, a.target
        FROM association a JOIN registry_object o ON o.id = a.object_id WHERE a.source = @key
        UNION ALL
        SELECT {RegisteredObject.ColumnsWithoutFragment}, a.type, a.source, a.target
        FROM association a JOIN registry_object o ON o.id = a.object_id WHERE a.target = @key AND a.source <> @key
        """,
        RegisteredAssociation.Read, key);

    /// <summary>Both ends of an association.</summary>
    public static (RegisteredObject Source, RegisteredObject Target) EndsOf(ReadSession session, long association) =>
    (
        session.First(
            $"""
            SELECT {RegisteredObject.Columns}
            FROM association a JOIN registry_object o ON o.id = a.source WHERE a.object_id = @id
            """,
            RegisteredObject.Read, association)!,
        session.First(
            $"""
            SELECT {RegisteredObject.Columns}
            FROM association a JOIN registry_object o ON o.id = a.target WHERE a.object_id = @id
            """,
            RegisteredObject.Read, association)!);

    /// <summary>True when an Approved association of this type links the one to the other.</summary>
    public static bool AreAssociated(ReadSession session, AssociationType type, long source, long target) =>
        session.First(
            """
            SELECT 1 FROM association a JOIN registry_object o ON o.id = a.object_id
            WHERE a.source = @source AND a.type = @type AND a.target = @target AND o.status = 1 LIMIT 1
            """,
            _ => true, source, (int)type, target);

    /// <summary>As it stands now: one submission may change an object more than once.</summary>
    public static StoredFragment FragmentOf(ReadSession session, long key) => session.First(
        "SELECT fragment FROM registry_object WHERE id = @id", row => StoredFragment.Of(row, 0), key);

    private static void Splice(WriteSession session, long key, Func<byte[], byte[]> change) => session.Execute(
        "UPDATE registry_object SET fragment = @fragment WHERE id = @id",
        StoredFragment.Of(change(FragmentOf(session, key).Read())).Octets, key);
}
