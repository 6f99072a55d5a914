using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>Which documents are sealed by which master key.</summary>
internal static class SealStore
{
    /// <summary>Every master key that a document depends on: one look-up each.</summary>
    public static List<string> MasterKeys(ReadSession session)
    {
        var found = new List<string>();
        for (var last = ""; Next(session, last) is { } next; last = next)
        {
            found.Add(next);
        }

        return found;
    }

    public static long Count(ReadSession session, string masterKey) => session.First(
        "SELECT count(*) FROM document WHERE master_key = @key", row => row.GetInt64(0), masterKey);

    /// <summary>Documents sealed by this master key, a part at a time.</summary>
    public static List<StoredDocument> SealedBy(ReadSession session, string masterKey) => session.All(
        $"SELECT {StoredDocument.Columns} FROM document WHERE master_key = @key LIMIT 500", StoredDocument.Read,
        masterKey);

    public static void Reseal(WriteSession session, StoredDocument document, ContentSeal seal) => session.Put(
        "UPDATE document SET master_key = @masterKey, wrapped_key = @wrappedKey WHERE id = @id AND master_key = @old",
        seal.MasterKey, seal.WrappedKey, document.Key, document.Content.Seal!.MasterKey);

    private static string? Next(ReadSession session, string last) => session.First(
        "SELECT min(master_key) FROM document WHERE master_key > @last",
        row => row.IsDBNull(0) ? null : row.GetString(0), last);
}
