using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>OID, and the URN of an OID by which communities are named.</summary>
internal static class OidType
{
    private const string UrnPrefix = "urn:oid:";

    public static DataType Type { get; } =
        DataType.Of("OID", "digits and dots, no leading zeros, at most 64 characters", v => Oid.IsValid(v));

    public static DataType Urn { get; } = DataType.Of(
        "homeCommunityId",
        "urn:oid: and an OID of at most 64 characters",
        v => v.StartsWith(UrnPrefix, StringComparison.Ordinal) && Oid.IsValid(v.AsSpan(UrnPrefix.Length)));
}
