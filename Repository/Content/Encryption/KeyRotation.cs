using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Content.Encryption;

/// <summary>
/// When there is a new master key, the keys of all documents are wrapped anew by it: a row each, and no document is
/// touched. When that is done the old master key is not needed any more, and the log says so.
/// </summary>
internal sealed class KeyRotation(RepositoryNode repository, MasterKeys masterKeys, ILogger logger)
{
    /// <summary>The number of documents that have a new wrapped key.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancel)
    {
        Renew();
        if (masterKeys.Current is not { } current)
        {
            return 0;
        }

        var count = 0;
        foreach (var old in repository.Readers.Read(SealStore.MasterKeys).Where(id => id != current.Id))
        {
            if (!masterKeys.Has(old))
            {
                logger.LogError(
                    "{Count} documents are sealed by master key {Key}, which is not configured: they cannot be read",
                    repository.Readers.Read(session => SealStore.Count(session, old)), old);
                continue;
            }

            count += await RewrapAsync(old, cancel);
            logger.LogInformation(
                "Wrapped the keys of {Count} documents by master key {New}; {Old} is not needed any more, "
                + "but for backups made until now", count, current.Id, old);
        }

        return count;
    }

    private async Task<int> RewrapAsync(string old, CancellationToken cancel)
    {
        var count = 0;
        while (repository.Readers.Read(session => SealStore.SealedBy(session, old)) is { Count: > 0 } documents)
        {
            cancel.ThrowIfCancellationRequested();
            var seals = documents
                .Select(document => (document, masterKeys.Rewrap(document.Content.Key, document.Content.Seal!)))
                    .ToList();
            await repository.Writer.WriteAsync(
                session => seals.ForEach(one => SealStore.Reseal(session, one.document, one.Item2)), WriteKeys.None);
            count += documents.Count;
        }

        return count;
    }

    /// <summary>Takes up keys that were added to the file.</summary>
    public void Renew()
    {
        try
        {
            masterKeys.Renew();
        }
        catch (ConfigurationException wrong)
        {
            logger.LogError("The master keys stay those that they were: {Reason}", wrong.Message);
        }
    }
}
