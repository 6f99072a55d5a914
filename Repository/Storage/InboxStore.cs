using XdsDmp.Repository.Content;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>What the Document Recipient has received, until somebody is done with it.</summary>
internal static class InboxStore
{
    /// <summary>Ever: what was done with is not received again.</summary>
    public static bool Knows(ReadSession session, string submissionSetUniqueId) => session.First(
        "SELECT id FROM received WHERE submission_set_unique_id = @uniqueId",
        row => (long?)row.GetInt64(0), submissionSetUniqueId) is not null;

    public static long CountWaiting(ReadSession session) => session.First(
        "SELECT count(*) FROM received WHERE done_at IS NULL", row => row.GetInt64(0));

    /// <summary>The oldest first.</summary>
    public static List<ReceivedSubmission> Waiting(ReadSession session, int limit) => session.All(
        $"SELECT {ReceivedSubmission.Columns} FROM received WHERE done_at IS NULL ORDER BY id LIMIT @limit",
        ReceivedSubmission.Read, limit);

    /// <summary>Null: there is none, or somebody is done with it.</summary>
    public static ReceivedSubmission? Find(ReadSession session, long key) => session.First(
        $"SELECT {ReceivedSubmission.Columns} FROM received WHERE id = @id AND done_at IS NULL",
        ReceivedSubmission.Read, key);

    /// <summary>The SubmitObjectsRequest.</summary>
    public static byte[] Metadata(ReadSession session, long key) => session.First(
        "SELECT metadata FROM received WHERE id = @id AND done_at IS NULL",
        row => row.GetFieldValue<byte[]>(0), key) ?? [];

    /// <summary>A document of that uniqueId that waits in the inbox; if several, they have the same octets.</summary>
    public static StoredDocument? FindDocument(ReadSession session, string uniqueId) => session.First(
        $"SELECT {StoredDocument.Columns} FROM document WHERE unique_id = @uniqueId AND state = 3",
        StoredDocument.Read, uniqueId);

    /// <summary>With the ids of their entries.</summary>
    public static List<(string EntryId, StoredDocument Document)> DocumentsOf(ReadSession session, long received)
    {
        var entries = session.All(
            "SELECT id, entry_id FROM document WHERE received_id = @received ORDER BY id",
            row => (Key: row.GetInt64(0), EntryId: row.GetString(1)), received)
            .ToDictionary(row => row.Key, row => row.EntryId);
        return
        [
            .. session.All(
                $"SELECT {StoredDocument.Columns} FROM document WHERE received_id = @received ORDER BY id",
                StoredDocument.Read, received).Select(document => (entries[document.Key], document)),
        ];
    }

    public static long Add(WriteSession session, ReceivedSubmission submission, byte[] metadata) => session.Insert(
        """
        INSERT INTO received (
            submission_set_unique_id, source_id, sender, patient, title, recipients, is_queued, received_at, metadata)
        VALUES (
            @uniqueId, @sourceId, @sender, @patient, @title, @recipients, @isQueued, @receivedAt, @metadata)
        """,
        submission.UniqueId, submission.SourceId, submission.Sender, submission.Patient, submission.Title,
        submission.Recipients, submission.IsQueued ? 1 : 0, submission.ReceivedAt, metadata);

    /// <exception cref="StoreBusyException">Its octets lay there for so long that they were swept.</exception>
    public static void AddDocument(
        WriteSession session, StoredDocument document, string entryId, long received, long now)
    {
        LooseContent.Demand(session, document.Content.Key);
        session.Put(
            """
            INSERT INTO document (
                unique_id, state, content_key, mime_type, size, sha1, sha256, master_key, wrapped_key, patient,
                created_at, verified_at, received_id, entry_id)
            VALUES (
                @uniqueId, 3, @key, @mimeType, @size, @sha1, @sha256, @masterKey, @wrappedKey, @patient,
                @now, @now, @received, @entryId)
            """,
            document.UniqueId, document.Content.Key, document.MimeType, document.Size, document.Sha1,
            document.Content.Sha256, document.Content.Seal?.MasterKey, document.Content.Seal?.WrappedKey,
            document.Patient, now, received, entryId);
    }

    /// <summary>
    /// Somebody has what he wanted: metadata and documents go, and the octets with them. What stays is that this
    /// submission was here, and tells of no patient.
    /// </summary>
    public static Settled Finish(WriteSession session, long key, long now)
    {
        if (Find(session, key) is null)
        {
            return Settled.Before;
        }

        var moves = new List<ContentMove>();
        foreach (var (_, document) in DocumentsOf(session, key))
        {
            moves.Add(Settlement.Remove(session, document, now));
        }

        session.Execute(
            """
            UPDATE received SET done_at = @now, metadata = NULL, patient = NULL, title = NULL, recipients = NULL
            WHERE id = @id
            """,
            now, key);
        return new Settled(true, moves);
    }
}
