using XdsDmp.Repository.Content;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>The list of documents and of submissions whose fate is open.</summary>
internal static class DocumentStore
{
    public static StoredDocument? FindPublished(ReadSession session, string uniqueId) => session.First(
        $"SELECT {StoredDocument.Columns} FROM document WHERE unique_id = @uniqueId AND state = 2", StoredDocument.Read,
        uniqueId);

    /// <summary>Keys of the open intents that have staged a document with this uniqueId.</summary>
    public static List<long> IntentsOf(ReadSession session, string uniqueId) => session.All(
        "SELECT DISTINCT intent_id FROM document WHERE unique_id = @uniqueId AND state = 1", row =>
            row.GetInt64(0), uniqueId);

    public static List<Intent> Intents(ReadSession session) => session.All(
        $"SELECT {Intent.Columns} FROM intent ORDER BY id", Intent.Read);

    /// <summary>How many are open, and since when the oldest is.</summary>
    public static (long Count, long Since) OldestIntent(ReadSession session) => session.First(
        "SELECT count(*), coalesce(min(created_at), 0) FROM intent", row => (row.GetInt64(0), row.GetInt64(1)));

    public static Intent? FindIntent(ReadSession session, long key) => session.First(
        $"SELECT {Intent.Columns} FROM intent WHERE id = @id", Intent.Read, key);

    /// <summary>Open intents that came with this very message. There are never many open.</summary>
    public static List<Intent> IntentsOf(ReadSession session, ExchangeKey exchange) => session.All(
        $"SELECT {Intent.Columns} FROM intent WHERE sender = @sender AND message_id = @messageId AND digest = @digest",
        Intent.Read, exchange.Sender, exchange.MessageId, exchange.Digest);

    public static List<StoredDocument> DocumentsOf(ReadSession session, long intent) => session.All(
        $"SELECT {StoredDocument.Columns} FROM document WHERE intent_id = @intent", StoredDocument.Read, intent);

    public static StoredDocument? FindByContentKey(ReadSession session, string contentKey) => session.First(
        $"SELECT {StoredDocument.Columns} FROM document WHERE content_key = @key", StoredDocument.Read, contentKey);

    /// <summary>How many documents there are, and how many octets they have.</summary>
    public static (long Documents, long Octets) Totals(ReadSession session) => session.First(
        "SELECT count(*), CAST(coalesce(sum(size), 0) AS BIGINT) FROM document",
        row => (row.GetInt64(0), row.GetInt64(1)));

    /// <summary>All documents in the order of their rows, a part at a time.</summary>
    public static List<StoredDocument> After(ReadSession session, long key) => session.All(
        $"SELECT {StoredDocument.Columns} FROM document WHERE id > @key ORDER BY id LIMIT 500", StoredDocument.Read,
        key);

    public static long AddIntent(WriteSession session, string submissionSetUniqueId, ExchangeKey? exchange, long now) =>
        session.Insert(
            """
            INSERT INTO intent (submission_set_unique_id, created_at, sender, message_id, digest)
            VALUES (@uniqueId, @now, @sender, @messageId, @digest)
            """,
            submissionSetUniqueId, now, exchange?.Sender, exchange?.MessageId, exchange?.Digest);

    /// <exception cref="StoreBusyException">Its octets lay there for so long that they were swept.</exception>
    public static void AddStaged(WriteSession session, StoredDocument document, long intent, long now)
    {
        LooseContent.Demand(session, document.Content.Key);
        session.Put(
            """
            INSERT INTO document (
                unique_id, state, intent_id, content_key, mime_type, size, sha1, sha256, master_key, wrapped_key,
                patient, created_at, verified_at)
            VALUES (
                @uniqueId, 1, @intent, @key, @mimeType, @size, @sha1, @sha256, @masterKey, @wrappedKey,
                @patient, @now, @now)
            """,
            document.UniqueId, intent, document.Content.Key, document.MimeType, document.Size, document.Sha1,
            document.Content.Sha256, document.Content.Seal?.MasterKey, document.Content.Seal?.WrappedKey,
            document.Patient, now);
    }

    /// <summary>
    /// Readers see the document from now on. False: its uniqueId is published already, with the same bytes.
    /// </summary>
    public static bool Publish(WriteSession session, StoredDocument document) =>
        FindPublished(session, document.UniqueId) is null
        && session.Execute("UPDATE document SET state = 2, intent_id = NULL WHERE id = @id", document.Key) == 1;

    public static void Remove(WriteSession session, StoredDocument document) =>
        session.Execute("DELETE FROM document WHERE id = @id", document.Key);

    /// <summary>
    /// The document has its octets elsewhere from now on. False: it was removed, or moved by somebody else.
    /// </summary>
    public static bool Move(WriteSession session, StoredDocument document, ContentReference content, long now) =>
        session.Execute(
            """
            UPDATE document SET content_key = @newKey, master_key = @masterKey, wrapped_key = @wrappedKey,
                verified_at = @now, damaged_at = NULL, damage = NULL
            WHERE id = @id AND content_key = @oldKey
            """,
            content.Key, content.Seal?.MasterKey, content.Seal?.WrappedKey, now, document.Key,
                document.Content.Key) == 1;

    /// <summary>False when somebody else has settled it meanwhile.</summary>
    public static bool RemoveIntent(WriteSession session, long intent) =>
        session.Execute("DELETE FROM intent WHERE id = @id", intent) == 1;
}
