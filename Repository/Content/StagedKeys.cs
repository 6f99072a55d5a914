using System.Data.Common;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Keys that are written or staged, remembered in the database for a store that cannot tell them from published ones:
/// from before their first octet until a document owns them, or nothing is left of them.
/// </summary>
internal sealed class StagedKeys(GroupCommitWriter writer, ReaderPool readers, TimeProvider clock)
{
    public IReadOnlyList<StagedKey> All => readers.Read(LooseContent.Staged);

    /// <summary>Durable when this returns.</summary>
    public Task AddAsync(string key)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return WriteAsync(session => LooseContent.AddStaged(session, key, now));
    }

    public Task ForgetAsync(string key) => WriteAsync(session => LooseContent.ForgetStaged(session, key));

    private async Task WriteAsync(Action<WriteSession> work)
    {
        try
        {
            await writer.WriteAsync(work, WriteKeys.None);
        }
        catch (DbException failure)
        {
            throw SqlContentRows.Failure(failure);
        }
    }
}
