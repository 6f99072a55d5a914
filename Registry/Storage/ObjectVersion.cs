using System.Data.Common;
using XdsDmp.Metadata.Model;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>A version of a logical object (Metadata Update, ITI TF-2 §3.57).</summary>
/// <param name="Object">The version itself.</param>
/// <param name="Number">Counted from 1.</param>
/// <param name="UniqueId">The uniqueId, which all versions share.</param>
internal sealed record ObjectVersion(RegisteredObject Object, int Number, string? UniqueId)
{
    /// <summary>
    /// The latest version of a logical object, null when there is no such object. Version 1 bears the logical id as its
    /// own, so that only later ones need an index of logical ids.
    /// </summary>
    public static ObjectVersion? Latest(ReadSession session, EntryUuid logicalId) =>
        session.First(
            $"""
            SELECT {RegisteredObject.Columns}, o.version, o.unique_id FROM registry_object o
            WHERE o.logical_id = @logicalId AND o.version > 1 ORDER BY o.version DESC LIMIT 1
            """,
            Read, UuidBlob.Of(logicalId))
        ?? session.First(
            $"""
            SELECT {RegisteredObject.Columns}, o.version, o.unique_id FROM registry_object o
            WHERE o.entry_uuid = @logicalId AND o.version = 1
            """,
            Read, UuidBlob.Of(logicalId));

    /// <summary>
    /// Approved and Archived document entries of a patient with that sourcePatientId, whatever components it has
    /// beside.
    /// </summary>
    public static List<ObjectVersion> CurrentEntriesOf(ReadSession session, long patient, string sourcePatientId) =>
        session.All(
            $"""
            SELECT {RegisteredObject.Columns}, o.version, o.unique_id
            FROM document_entry d JOIN registry_object o ON o.id = d.object_id
            WHERE d.patient_id = @patient AND o.status IN (1, 3)
            AND (d.source_patient_id = @id OR substr(d.source_patient_id, 1, length(@id) + 1) = @id || '^')
            """,
            Read, patient, sourcePatientId);

    /// <summary>The logical id of an object.</summary>
    public static EntryUuid LogicalIdOf(ReadSession session, long key) => session.First(
        "SELECT logical_id FROM registry_object WHERE id = @id", row => UuidBlob.Read(row, 0), key);

    private static ObjectVersion Read(DbDataReader row) => new(
        RegisteredObject.Read(row), row.GetInt32(6), row.IsDBNull(7) ? null : row.GetString(7));
}
