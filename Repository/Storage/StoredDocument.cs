using System.Data.Common;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Content.Encryption;

namespace XdsDmp.Repository.Storage;

/// <summary>A row of <c>document</c>.</summary>
internal sealed record StoredDocument(
    long Key, string UniqueId, DocumentState State, long? Intent, string MimeType, byte[] Sha1,
    ContentReference Content, string? Patient)
{
    /// <summary>Columns in the order that <see cref="Read"/> expects.</summary>
    public const string Columns =
        "id, unique_id, state, intent_id, mime_type, sha1, content_key, size, sha256, master_key, wrapped_key, patient";

    public long Size => Content.Size;

    public static StoredDocument Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), (DocumentState)row.GetInt32(2), row.IsDBNull(3) ? null : row.GetInt64(3),
        row.GetString(4), row.GetFieldValue<byte[]>(5),
        new ContentReference(
            row.GetString(6), row.GetInt64(7), row.GetFieldValue<byte[]>(8),
            row.IsDBNull(9) ? null : new ContentSeal(row.GetString(9), row.GetFieldValue<byte[]>(10))),
        row.IsDBNull(11) ? null : row.GetString(11));
}

/// <summary>Whether readers may see a document; the numbers are those in the database.</summary>
internal enum DocumentState
{
    Staged = 1,
    Published = 2,

    /// <summary>In the inbox of the Document Recipient, which no transaction shows.</summary>
    Received = 3,
}
