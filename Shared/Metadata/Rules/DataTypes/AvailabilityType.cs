using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>documentAvailability of Metadata Update.</summary>
internal static class AvailabilityType
{
    public static DataType Type { get; } = DataType.Of(
        "documentAvailability", $"{XdsUrns.DocumentOnline} or {XdsUrns.DocumentOffline}",
        v => v is XdsUrns.DocumentOnline or XdsUrns.DocumentOffline);
}
