namespace XdsDmp.Atna.Reception.Feed;

/// <summary>What one request of the FHIR feed may cost.</summary>
internal static class FeedLimits
{
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    public const int MaxEntries = 1_000;

    /// <summary>Octets of all bodies that are being received or stored at the same time.</summary>
    public const long MaxBytesInMemory = 256L * 1024 * 1024;
}
