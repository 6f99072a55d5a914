using XdsDmp.Repository.Content;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>
/// Octets that no document owns: still in the content store, and to be deleted. What is removed is listed here in the
/// same transaction, so that deleted means deleted, whatever happens in between.
/// </summary>
internal static class LooseContent
{
    public static void Add(WriteSession session, string key, long now) => session.Execute(
        """
        INSERT INTO loose_content (content_key, since, reason) VALUES (@key, @now, 2)
        ON CONFLICT (content_key) DO UPDATE SET since = excluded.since, reason = excluded.reason
        """,
        key, now);

    /// <summary>A store that cannot list its staging says here what it is about to write.</summary>
    public static void AddStaged(WriteSession session, string key, long now) => session.Execute(
        "INSERT INTO loose_content (content_key, since, reason) VALUES (@key, @now, 1)", key, now);

    /// <summary>
    /// What is staged is nobody's until a document owns it: only then the sweeper keeps its hands off. Where it was
    /// quicker, in this instance or another one, no document may come to own what is being deleted.
    /// </summary>
    /// <exception cref="StoreBusyException">It is to be deleted.</exception>
    public static void Demand(ReadSession session, string key)
    {
        if (session.First("SELECT 1 FROM loose_content WHERE content_key = @key AND reason = 2", _ => true, key))
        {
            throw new StoreBusyException(
                "what was staged for this submission lay there for so long that it was swept; send it again");
        }
    }

    /// <summary>Octets that a crash may have left are listed for deletion, unless a document owns them.</summary>
    /// <returns>The document; null: they are listed.</returns>
    public static StoredDocument? Take(WriteSession session, string key, long now)
    {
        var owner = DocumentStore.FindByContentKey(session, key);
        if (owner is null)
        {
            Add(session, key, now);
        }

        return owner;
    }

    /// <summary>A document owns it, or it was never there.</summary>
    public static void ForgetStaged(WriteSession session, string key) => session.Execute(
        "DELETE FROM loose_content WHERE content_key = @key AND reason = 1", key);

    public static void Forget(WriteSession session, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            session.Put("DELETE FROM loose_content WHERE content_key = @key", key);
        }
    }

    /// <summary>How many are to be deleted, and since when the oldest is.</summary>
    public static (long Count, long Since) OldestRemoved(ReadSession session) => session.First(
        "SELECT count(*), coalesce(min(since), 0) FROM loose_content WHERE reason = 2",
        row => (row.GetInt64(0), row.GetInt64(1)));

    public static bool Has(ReadSession session, string key) => session.First(
        "SELECT 1 FROM loose_content WHERE content_key = @key", _ => true, key);

    public static List<StagedKey> Staged(ReadSession session) => session.All(
        "SELECT content_key, since FROM loose_content WHERE reason = 1",
        row => new StagedKey(row.GetString(0), DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(1))));

    /// <summary>To be deleted, the oldest first, a part at a time.</summary>
    public static List<string> Removed(ReadSession session) => session.All(
        "SELECT content_key FROM loose_content WHERE reason = 2 ORDER BY since LIMIT 1000", row => row.GetString(0));
}
