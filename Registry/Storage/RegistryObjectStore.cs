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
    /// Hash and size of a document entry with this uniqueId; all of them are equal, so one is enough.
    /// </summary>
    public static (byte[]? Hash, long? Size)? ContentOf(ReadSession session, string uniqueId) =>
        session.First<(byte[]?, long?)?>(
            """
            SELECT d.hash, d.size FROM registry_object o JOIN document_entry d ON d.object_id = o.id
            WHERE o.unique_id = @uniqueId AND o.kind = 1 AND d.hash IS NOT NULL LIMIT 1
            """,
            row => (row.GetFieldValue<byte[]>(0), row.IsDBNull(1) ? null : row.GetInt64(1)),
            uniqueId);

    public static void Deprecate(WriteSession session, RegisteredObject it) => session.Execute(
        "UPDATE registry_object SET status = 2, fragment = @fragment WHERE id = @id",
        Fragment.WithStatus(it.Fragment, AvailabilityStatus.Deprecated), it.Key);

    /// <summary>A Folder got a document: it says when.</summary>
    public static void Touch(WriteSession session, RegisteredObject folder, Hl7Time now)
    {
        session.Execute(
            "UPDATE registry_object SET fragment = @fragment WHERE id = @id",
            Fragment.WithLastUpdateTime(folder.Fragment, now.Digits), folder.Key);
        session.Execute("UPDATE folder SET last_update_time = @time WHERE object_id = @id", now.Digits, folder.Key);
    }

    /// <summary>Approved Folders that hold this document entry.</summary>
    public static List<RegisteredObject> FoldersOf(ReadSession session, long entry) => session.All(
        $"""
        SELECT {RegisteredObject.Columns} FROM association a JOIN registry_object o ON o.id = a.source
        WHERE a.target = @entry AND a.type = 0 AND o.kind = 3 AND o.status = 1
        """,
        RegisteredObject.Read, entry);

    /// <summary>Approved document entries that transform or append to this one.</summary>
    public static List<RegisteredObject> ChildrenOf(ReadSession session, long entry) => session.All(
        $"""
        SELECT {RegisteredObject.Columns} FROM association a JOIN registry_object o ON o.id = a.source
        WHERE a.target = @entry AND a.type IN (2, 3, 4) AND o.kind = 1 AND o.status = 1
        """,
        RegisteredObject.Read, entry);
}
