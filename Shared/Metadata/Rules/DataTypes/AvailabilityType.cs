namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>documentAvailability of Metadata Update.</summary>
internal static class AvailabilityType
{
    private const string Online = "urn:ihe:iti:2010:DocumentAvailability:Online";
    private const string Offline = "urn:ihe:iti:2010:DocumentAvailability:Offline";

    public static DataType Type { get; } =
        DataType.Of("documentAvailability", $"{Online} or {Offline}", v => v is Online or Offline);
}
