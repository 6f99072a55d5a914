using XdsDmp.Atna.Fhir;

namespace XdsDmp.Atna.Reception.Feed;

/// <summary>A well-formed body: one resource, or a Bundle with its entries.</summary>
/// <param name="ResourceType">Of the body itself.</param>
/// <param name="BundleType">Null when it is no Bundle, or when it does not say.</param>
/// <param name="Entries">Of a Bundle.</param>
internal sealed record FeedDocument(string ResourceType, string? BundleType, IReadOnlyList<FeedEntry> Entries)
{
    /// <exception cref="FhirRefusalException">It is not well-formed, or too large.</exception>
    public static FeedDocument Read(FhirFormat format, byte[] body) =>
        format == FhirFormat.Xml ? XmlFeedReader.Read(body) : JsonFeedReader.Read(body);

    internal static FhirRefusalException Malformed(string reason, Exception? cause = null) => new(
        StatusCodes.Status400BadRequest, OutcomeIssue.Error("structure", reason), cause);

    internal static FhirRefusalException TooManyEntries() => new(
        StatusCodes.Status413PayloadTooLarge, "too-costly",
        $"a Bundle may have {FeedLimits.MaxEntries} entries; send the events in several Bundles");
}

/// <summary>One entry of a Bundle.</summary>
/// <param name="ResourceType">Null when there is no resource, or when it does not say.</param>
/// <param name="Resource">The octets of the resource, exactly as they were sent.</param>
/// <param name="Method">Of the entry's request.</param>
/// <param name="Url">Of the entry's request.</param>
internal sealed record FeedEntry(string? ResourceType, ReadOnlyMemory<byte> Resource, string? Method, string? Url);
