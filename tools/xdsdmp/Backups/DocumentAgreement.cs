using XdsDmp.Registry.Storage;
using XdsDmp.Repository.Storage;

namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// Makes the copy of the repository's list agree with the copy of the registry, which is a moment older: documents that
/// were registered in between are taken off the list, as if the backup had been made before they came.
/// </summary>
internal sealed class DocumentAgreement(string registryCopy, string repositoryCopy, string repositoryUniqueId)
{
    private const int MaxListed = 100;

    /// <param name="published">
    /// What was published before the registry was copied, and stays: its entry may have been removed (ITI-62).
    /// </param>
    /// <returns>Documents to be dropped: visible, but of no entry.</returns>
    public IReadOnlyList<ListedDocument> RegisteredMeanwhile(DocumentListMark published)
    {
        using var registry = new RegisteredDocuments(registryCopy);
        using var documents = new DocumentList(repositoryCopy);
        return
        [
            .. documents.ByContentKey().Where(document => document.IsPublished && !published.Has(document)
                && !registry.Has(document.UniqueId, repositoryUniqueId, document.Sha1)),
        ];
    }

    /// <summary>Entries that lead nowhere: how many, and the first of them.</summary>
    public (long Count, IReadOnlyList<string> First) EntriesWithoutDocument()
    {
        using var registry = new RegisteredDocuments(registryCopy);
        using var documents = new DocumentList(repositoryCopy);
        var (count, first) = (0L, new List<string>());
        foreach (var uniqueId in registry.UniqueIdsIn(repositoryUniqueId).Where(id => !documents.Has(id)))
        {
            count++;
            if (first.Count < MaxListed)
            {
                first.Add(uniqueId);
            }
        }

        return (count, first);
    }
}
