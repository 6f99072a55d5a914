using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Submissions;

/// <summary>
/// Ids that this registry assigns: version 7 UUIDs, which fall together in the index as they do in time.
/// </summary>
internal static class NewId
{
    public static EntryUuid Next() => new(Guid.CreateVersion7());
}
