using System.Globalization;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Submissions;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Repository.OnDemand;

/// <summary>
/// The Stable entry of what was made on demand: the metadata of the On-Demand entry, with an id, hash, size and time of
/// its own (ITI TF-1 §10.4.14).
/// </summary>
internal static class SnapshotEntry
{
    public const string Id = "Snapshot01";

    private static readonly string[] Replaced =
        [SlotNames.CreationTime, SlotNames.Hash, SlotNames.Size, SlotNames.RepositoryUniqueId];

    public static ReceivedDocument Of(
        Metadata.Model.DocumentEntry onDemand, StagedContent content, string repositoryUniqueId, TimeProvider clock)
    {
        var rim = onDemand.Rim;
        return new ReceivedDocument(
            new ExtrinsicObject
            {
                Id = Id,
                ObjectType = XdsUrns.StableDocumentEntry,
                MimeType = rim.MimeType,
                Home = rim.Home,
                Name = rim.Name,
                Description = rim.Description,
                Slots =
                [
                    new Slot(SlotNames.CreationTime, [TimeOf(clock)]),
                    new Slot(SlotNames.Hash, [Convert.ToHexStringLower(content.Sha1)]),
                    new Slot(SlotNames.Size, [content.Size.ToString(CultureInfo.InvariantCulture)]),
                    new Slot(SlotNames.RepositoryUniqueId, [repositoryUniqueId]),
                    .. rim.Slots.Where(slot => !Replaced.Contains(slot.Name)),
                ],
                Classifications =
                [
                    .. rim.Classifications.Select((one, i) => one with
                    {
                        Id = $"{Id}-classification{i}",
                        ClassifiedObject = Id,
                    }),
                ],
                ExternalIdentifiers =
                [
                    .. rim.ExternalIdentifiers.Select((one, i) => one with
                    {
                        Id = $"{Id}-identifier{i}",
                        RegistryObject = Id,
                        Value = one.IdentificationScheme == Urns.UniqueId ? Oid.Of(Guid.NewGuid()) : one.Value,
                    }),
                ],
            },
            content);
    }

    /// <summary>In the form of DTM.</summary>
    public static string TimeOf(TimeProvider clock) =>
        clock.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
