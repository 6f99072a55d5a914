using XdsDmp.Repository.Content;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>
/// The list of documents in a repository's database, for those who copy it or compare a copy: of a running service or
/// of none. Nothing is migrated.
/// </summary>
public sealed class DocumentList : IDisposable
{
    private readonly Database _database;
    private readonly ReaderPool _readers;

    public DocumentList(string databaseFile)
    {
        _database = new Database(databaseFile);
        _readers = new ReaderPool(_database);
    }

    /// <summary>Submissions whose fate is open.</summary>
    public long Intents => _readers.Read(session => session.First(
        "SELECT count(*) FROM intent", row => row.GetInt64(0)));

    /// <summary>How many documents, and how many octets they have.</summary>
    public (long Documents, long Octets) Totals => _readers.Read(DocumentStore.Totals);

    /// <summary>Which documents are published now.</summary>
    public DocumentListMark Mark(DateTimeOffset now) => _readers.Read(session => new DocumentListMark(
        session.First("SELECT coalesce(max(id), 0) FROM document", row => row.GetInt64(0)),
        session.All("SELECT id FROM document WHERE state = 1", row => row.GetInt64(0)).ToHashSet(),
        now.ToUnixTimeSeconds()));

    /// <summary>Whether a document still owns these octets.</summary>
    public bool Owns(string contentKey) => _readers.Read(session => session.First(
        "SELECT 1 FROM document WHERE content_key = @key", _ => true, contentKey));

    /// <summary>Whether there is such a document, visible or still waiting for the registry's word.</summary>
    public bool Has(string uniqueId) => _readers.Read(session => session.First(
        "SELECT 1 FROM document WHERE unique_id = @uniqueId AND state IN (1, 2) LIMIT 1", _ => true, uniqueId));

    /// <summary>All of them in the order of their content keys, read a part at a time.</summary>
    public IEnumerable<ListedDocument> ByContentKey()
    {
        var after = "";
        while (true)
        {
            var page = _readers.Read(session => session.All(
                $"""
                SELECT {StoredDocument.Columns}, created_at FROM document
                WHERE content_key > @after ORDER BY content_key LIMIT 1000
                """,
                row => (Stored: StoredDocument.Read(row), CreatedAt: row.GetInt64(row.FieldCount - 1)), after));
            foreach (var (stored, createdAt) in page)
            {
                yield return new ListedDocument(
                    stored.Key, stored.UniqueId, stored.State == DocumentState.Published, stored.Sha1, stored.Content,
                    createdAt);
            }

            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].Stored.Content.Key;
        }
    }

    /// <summary>Takes documents off the list of a copy.</summary>
    /// <param name="copy">The database file.</param>
    /// <param name="documents">Which.</param>
    /// <param name="withOctets">
    /// The octets are in the same file: they are deleted when a repository starts on it. Elsewhere they are nobody's.
    /// </param>
    /// <param name="now">Seconds since 1970.</param>
    public static async Task DropAsync(
        string copy, IReadOnlyCollection<ListedDocument> documents, bool withOctets, long now)
    {
        using var writer = new GroupCommitWriter(new Database(copy));
        foreach (var some in documents.Chunk(1000))
        {
            await writer.WriteAsync(session =>
            {
                foreach (var document in some)
                {
                    session.Execute("DELETE FROM document WHERE id = @id", document.Key);
                    if (withOctets)
                    {
                        LooseContent.Add(session, document.Content.Key, now);
                    }
                }
            });
        }
    }

    public void Dispose()
    {
        _readers.Dispose();
        _database.CloseReaders();
    }
}

/// <summary>A document as the list has it.</summary>
/// <param name="Key">The row.</param>
/// <param name="UniqueId">As the registry knows it.</param>
/// <param name="IsPublished">False: it waits for the registry's word.</param>
/// <param name="Sha1">The hash that its entry bears.</param>
/// <param name="Content">Where its octets are.</param>
/// <param name="CreatedAt">Seconds since 1970.</param>
public sealed record ListedDocument(
    long Key, string UniqueId, bool IsPublished, byte[] Sha1, ContentReference Content, long CreatedAt);

/// <summary>Which documents were published at some moment: those listed until then but for a few.</summary>
/// <param name="LastKey">The last row.</param>
/// <param name="Staged">Those among them that waited for the registry's word.</param>
/// <param name="At">Seconds since 1970.</param>
public sealed record DocumentListMark(long LastKey, IReadOnlySet<long> Staged, long At)
{
    /// <summary>
    /// Whether it was published then. The number of a row that was removed can be given to a new one, but not its time.
    /// </summary>
    public bool Has(ListedDocument document) => document.IsPublished && document.Key <= LastKey
        && !Staged.Contains(document.Key) && document.CreatedAt < At;
}
