using System.Data.Common;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Content;

/// <summary>What a <see cref="SqlContentStore"/> has of a document.</summary>
internal sealed record SqlContentRow(long Id, long Size, int ChunkBytes);

/// <summary>Octets of a document from an offset on, as many as fit into one transaction.</summary>
internal sealed record SqlContentPiece(long Offset, ReadOnlyMemory<byte> Octets, bool IsLast);

/// <summary>The statements of the <see cref="SqlContentStore"/>.</summary>
internal static class SqlContentRows
{
    private const int Unfinished = 0, Staged = 1, Published = 2;

    /// <param name="session">The writer's.</param>
    /// <param name="key">Of the content store.</param>
    /// <param name="content">The content's id; 0 for the first piece, which gives it one.</param>
    /// <param name="piece">Begins where a chunk does.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <returns>The content's id.</returns>
    public static long Append(WriteSession session, string key, long content, SqlContentPiece piece, long now)
    {
        var state = piece.IsLast ? Staged : Unfinished;
        if (content == 0)
        {
            content = session.Insert(
                """
                INSERT INTO content (content_key, state, size, chunk_octets, written_at)
                VALUES (@key, @state, @size, @chunk, @now)
                """,
                key, state, piece.Octets.Length, SqlContentStore.ChunkBytes, now);
        }
        else if (session.Execute(
            "UPDATE content SET state = @state, size = size + @size, written_at = @now WHERE id = @id AND state = 0",
            state, piece.Octets.Length, now, content) == 0)
        {
            throw new IOException($"the content {key} was removed while it was written");
        }

        var chunks = (piece.Octets.Length + SqlContentStore.ChunkBytes - 1) / SqlContentStore.ChunkBytes;
        session.ExecuteEach(
            "INSERT INTO content_chunk (content_id, number, octets) VALUES (@content, @number, @octets)",
            Enumerable.Range(0, chunks),
            (row, chunk) =>
            {
                var start = chunk * SqlContentStore.ChunkBytes;
                var length = Math.Min(SqlContentStore.ChunkBytes, piece.Octets.Length - start);
                row.Set(1, content).Set(2, (piece.Offset + start) / SqlContentStore.ChunkBytes)
                    .Set(3, piece.Octets.Span.Slice(start, length));
            });
        return content;
    }

    /// <summary>False: there is none to publish.</summary>
    public static bool Publish(WriteSession session, string key) => session.Execute(
        "UPDATE content SET state = 2 WHERE content_key = @key AND state IN (1, 2)", key) == 1;

    /// <summary>
    /// Removes so many chunks, the content itself with the last of them. True: there is more to remove.
    /// </summary>
    public static bool RemoveSome(WriteSession session, string key, int chunks)
    {
        var content = session.First(
            "SELECT id FROM content WHERE content_key = @key", row => row.GetInt64(0), key);
        if (content == 0)
        {
            return false;
        }

        // Deleted octets are overwritten with zeros. It holds for this connection, once it has been said.
        if (session.Dialect == Dialect.Sqlite)
        {
            session.Execute("PRAGMA secure_delete = ON");
        }

        session.Execute("UPDATE content SET state = 0 WHERE id = @id AND state <> 0", content);
        var removed = session.Execute(
            """
            DELETE FROM content_chunk
            WHERE content_id = @id AND number IN (
                SELECT number FROM content_chunk WHERE content_id = @id ORDER BY number DESC LIMIT @chunks)
            """,
            content, chunks);
        return removed == chunks || session.Execute("DELETE FROM content WHERE id = @id", content) == 0;
    }

    /// <summary>Null: there is none, or not all of it.</summary>
    public static SqlContentRow? Find(ReaderPool readers, string key) => Guarded(() => readers.Read(
        session => session.First(
            "SELECT id, size, chunk_octets FROM content WHERE content_key = @key AND state <> 0",
            row => new SqlContentRow(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)), key)));

    /// <summary>Null: it was removed meanwhile.</summary>
    public static byte[]? Chunk(ReaderPool readers, long content, long number) => Guarded(() => readers.Read(
        session => session.First(
            "SELECT octets FROM content_chunk WHERE content_id = @content AND number = @number",
            row => row.GetFieldValue<byte[]>(0), content, number)));

    public static List<StoredContent> All(ReadSession session, string after, int rows) => session.All(
        "SELECT content_key, size, state FROM content WHERE content_key > @after ORDER BY content_key LIMIT @rows",
        Stored, after, rows);

    public static List<StagedKey> Unpublished(ReadSession session, string after, int rows) => session.All(
        """
        SELECT content_key, written_at FROM content WHERE state <> 2 AND content_key > @after
        ORDER BY content_key LIMIT @rows
        """,
        row => new StagedKey(row.GetString(0), DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(1))), after, rows);

    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DbException failure)
        {
            throw Failure(failure);
        }
    }

    public static IOException Failure(DbException failure) => StoreFullException.IsFull(failure)
        ? new ContentSpaceException("the disk of the database is full", failure)
        : new IOException($"the database of the documents fails: {failure.Message}", failure);

    private static StoredContent Stored(DbDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.GetInt32(2) != Published);
}
