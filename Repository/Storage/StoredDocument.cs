using Microsoft.Data.Sqlite;

namespace XdsDmp.Repository.Storage;

/// <summary>A row of <c>document</c>.</summary>
internal sealed record StoredDocument(
    long Key, string UniqueId, DocumentState State, long? Intent, string ContentKey, string MimeType, long Size,
    byte[] Sha1,
    byte[] Sha256, string? Patient)
{
    /// <summary>Columns in the order that <see cref="Read"/> expects.</summary>
    public const string Columns =
        "id, unique_id, state, intent_id, content_key, mime_type, size, sha1, sha256, patient";

    public static StoredDocument Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), (DocumentState)row.GetInt32(2), row.IsDBNull(3) ? null : row.GetInt64(3),
        row.GetString(4), row.GetString(5), row.GetInt64(6), row.GetFieldValue<byte[]>(7), row.GetFieldValue<byte[]>(8),
        row.IsDBNull(9) ? null : row.GetString(9));
}

/// <summary>Whether readers may see a document; the numbers are those in the database.</summary>
internal enum DocumentState
{
    Staged = 1,
    Published = 2,
}
