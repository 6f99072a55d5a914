using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Repository.Submissions;

/// <summary>What the repository adds to each entry before the registry gets it (ITI TF-2 §3.41.4.1.3).</summary>
internal static class RepositoryMetadata
{
    /// <summary>repositoryUniqueId is ours whatever was sent; hash and size are added where missing.</summary>
    public static RegistryObjectList AddTo(
        RegistryObjectList objects, IReadOnlyList<ReceivedDocument> documents, string repositoryUniqueId)
    {
        var received = documents.ToDictionary(d => d.Entry.Id ?? "");
        return new RegistryObjectList([.. objects.Objects.Select(it =>
            it is ExtrinsicObject entry && received.TryGetValue(entry.Id ?? "", out var document)
                ? entry with { Slots = [.. SlotsOf(entry, document, repositoryUniqueId)] }
                : it)]);
    }

    private static IEnumerable<Slot> SlotsOf(
        ExtrinsicObject entry, ReceivedDocument document, string repositoryUniqueId)
    {
        foreach (var slot in entry.Slots.Where(s => s.Name != SlotNames.RepositoryUniqueId))
        {
            yield return slot;
        }

        yield return new Slot(SlotNames.RepositoryUniqueId, [repositoryUniqueId]);
        if (entry.Slot(SlotNames.Hash) is null)
        {
            yield return new Slot(SlotNames.Hash, [document.Sha1Hex]);
        }

        if (entry.Slot(SlotNames.Size) is null)
        {
            yield return new Slot(SlotNames.Size, [$"{document.Content.Size}"]);
        }
    }
}
