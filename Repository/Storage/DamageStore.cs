using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>Which documents were verified when, and which are damaged.</summary>
internal static class DamageStore
{
    public static long Count(ReadSession session) => session.First(
        "SELECT count(*) FROM document WHERE damaged_at IS NOT NULL", row => row.GetInt64(0));

    /// <summary>False: it is marked already, or gone.</summary>
    public static bool Mark(WriteSession session, StoredDocument document, string damage, long now) => session.Execute(
        "UPDATE document SET damaged_at = @now, damage = @damage WHERE id = @id AND damaged_at IS NULL",
        now, damage, document.Key) == 1;

    /// <summary>It is whole.</summary>
    public static void Verified(WriteSession session, StoredDocument document, long now) => session.Execute(
        "UPDATE document SET verified_at = @now, damaged_at = NULL, damage = NULL WHERE id = @id", now, document.Key);

    /// <summary>It was looked at, whatever was found.</summary>
    public static void LookedAt(WriteSession session, StoredDocument document, long now) => session.Execute(
        "UPDATE document SET verified_at = @now WHERE id = @id", now, document.Key);

    /// <summary>Documents that were last verified before that time, the oldest first, a part at a time.</summary>
    public static List<StoredDocument> NotVerifiedSince(ReadSession session, long time) => session.All(
        $"SELECT {StoredDocument.Columns} FROM document WHERE verified_at < @time ORDER BY verified_at LIMIT 100",
        StoredDocument.Read, time);
}
