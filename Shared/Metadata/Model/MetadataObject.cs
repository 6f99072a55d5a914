using System.Globalization;
using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>
/// A typed view of one rim object. What cannot be read is null here, whether absent or malformed: the rules tell
/// which, and the rim object keeps what was written.
/// </summary>
public abstract record MetadataObject
{
    private protected MetadataObject(RegistryObject rim)
    {
        Id = ObjectId.Of(rim.Id);
        HomeCommunityId = rim.Home;
        AvailabilityStatus = AvailabilityStatuses.TryParse(rim.Status);
        LogicalId = ObjectId.Of(rim.Lid);
        Version = int.TryParse(
            rim.VersionInfo?.VersionName, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }

    public abstract RegistryObject Rim { get; }

    /// <summary>The profile's word for this kind of object, for messages.</summary>
    public abstract string Kind { get; }

    public ObjectId Id { get; }

    public string? HomeCommunityId { get; }

    public AvailabilityStatus? AvailabilityStatus { get; }

    public ObjectId LogicalId { get; }

    public int? Version { get; }

    private protected static Code? CodeOf(RegistryObject rim, string scheme) =>
        rim.Classification(scheme) is { } classification ? Code.Of(classification) : null;

    private protected static Sequence<Code> CodesOf(RegistryObject rim, string scheme) => Select(rim, scheme, Code.Of);

    private protected static Sequence<Author> AuthorsOf(RegistryObject rim, string scheme) =>
        Select(rim, scheme, Author.Of);

    private protected static Hl7Time? TimeOf(RegistryObject rim, string slot) => Hl7Time.TryParse(rim.SlotValue(slot));

    private static Sequence<T> Select<T>(RegistryObject rim, string scheme, Func<Classification, T> make)
    {
        var found = new List<T>();
        foreach (var classification in rim.Classifications)
        {
            if (classification.ClassificationScheme == scheme)
            {
                found.Add(make(classification));
            }
        }

        return found.ToSequence();
    }
}
