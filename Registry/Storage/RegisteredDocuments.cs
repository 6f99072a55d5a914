using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// Which documents a registry's database knows, for those who compare a copy of it with a repository's. Nothing is
/// changed or migrated.
/// </summary>
public sealed class RegisteredDocuments : IDisposable
{
    private const int StableEntry = 1;

    private readonly Database _database;
    private readonly ReaderPool _readers;

    public RegisteredDocuments(string databaseFile)
    {
        _database = new Database(databaseFile);
        _readers = new ReaderPool(_database);
    }

    /// <summary>
    /// Whether there is an entry that points at these very bytes in that repository; an entry without a hash takes any.
    /// </summary>
    public bool Has(string uniqueId, string repositoryUniqueId, byte[] sha1) => _readers.Read(session => session.First(
        """
        SELECT 1 FROM registry_object o JOIN document_entry d ON d.object_id = o.id
        WHERE o.unique_id = @uniqueId AND d.repository_unique_id = @repository
            AND (d.hash IS NULL OR d.hash = @sha1)
        LIMIT 1
        """,
        _ => true, uniqueId, repositoryUniqueId, sha1));

    /// <summary>
    /// The stable entries that point at that repository, one version each or several; read a part at a time.
    /// </summary>
    public IEnumerable<string> UniqueIdsIn(string repositoryUniqueId)
    {
        var after = 0L;
        while (true)
        {
            var page = _readers.Read(session => session.All(
                """
                SELECT d.object_id, o.unique_id FROM document_entry d JOIN registry_object o ON o.id = d.object_id
                WHERE d.object_id > @after AND d.object_type = @type AND d.repository_unique_id = @repository
                    AND o.unique_id IS NOT NULL
                ORDER BY d.object_id LIMIT 1000
                """,
                row => (Key: row.GetInt64(0), UniqueId: row.GetString(1)), after, StableEntry, repositoryUniqueId));
            foreach (var (_, uniqueId) in page)
            {
                yield return uniqueId;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].Key;
        }
    }

    public void Dispose()
    {
        _readers.Dispose();
        _database.CloseReaders();
    }
}
