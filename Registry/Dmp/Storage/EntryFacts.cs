using System.Data.Common;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>Looks up what the access decision wants to know of registered objects.</summary>
internal static class EntryFacts
{
    /// <summary>Null when the object is no document entry.</summary>
    public static EntryRow? Find(ReadSession session, long key) => session.First<EntryRow?>(
        $"""
        SELECT {RegisteredObject.ColumnsWithoutFragment}, {EntryRow.Columns}
        FROM registry_object o JOIN document_entry d ON d.object_id = o.id WHERE o.id = @key
        """,
        row => EntryRow.Read(row), key);

    /// <summary>Document entries that a SubmissionSet or Folder holds.</summary>
    public static List<EntryRow> MembersOf(ReadSession session, long holder) => session.All(
        $"""
        SELECT {RegisteredObject.ColumnsWithoutFragment}, {EntryRow.Columns}
        FROM association a CROSS JOIN registry_object o CROSS JOIN document_entry d
        WHERE a.source = @holder AND a.type = 0 AND o.id = a.target AND d.object_id = o.id
        """,
        EntryRow.Read, holder);

    /// <summary>True for a SubmissionSet that holds a Folder.</summary>
    public static bool HoldsFolder(ReadSession session, long set) => session.First(
        """
        SELECT 1 FROM association a JOIN registry_object o ON o.id = a.target
        WHERE a.source = @set AND a.type = 0 AND o.kind = 3 LIMIT 1
        """,
        _ => true, set);

    /// <summary>Kind and patient of an object, and the ends of an association; null when there is none.</summary>
    public static (ObjectKind Kind, long? Patient, long? Source, long? Target)? Outline(
        ReadSession session, long key) =>
        session.First<(ObjectKind, long?, long?, long?)?>(
            """
            SELECT o.kind, o.patient_id, a.source, a.target
            FROM registry_object o LEFT JOIN association a ON a.object_id = o.id WHERE o.id = @key
            """,
            row => ((ObjectKind)row.GetInt32(0), Key(row, 1), Key(row, 2), Key(row, 3)), key);

    /// <summary>True when one of the authors has this identifier: the first component of XCN.</summary>
    public static bool IsAuthoredBy(ReadSession session, long entry, string userId) => session.First(
        """
        SELECT 1 FROM author_person
        WHERE object_id = @entry AND (value = @id OR (value >= @id || '^' AND value < @id || '_')) LIMIT 1
        """,
        _ => true, entry, userId);

    /// <summary>The authors as registered, institutions included.</summary>
    public static Sequence<Author> AuthorsOf(ReadSession session, long entry) => new DocumentEntry(
        (ExtrinsicObject)RegistryObjectStore.FragmentOf(session, entry).ReadObject()).Authors;

    public static string? CodeOf(ReadSession session, long? key) => key is null
        ? null
        : session.First("SELECT value FROM code WHERE id = @key", row => row.GetString(0), key);

    private static long? Key(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);
}
