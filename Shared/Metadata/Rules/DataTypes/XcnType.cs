using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>XCN: a person. Components that the profile does not name are passed over.</summary>
internal static class XcnType
{
    public static DataType Type { get; } =
        new("XCN", "id^family^given^further^suffix^prefix^^^&oid&ISO with id or family name", (v, _) => Problem(v));

    public static string? Problem(ReadOnlySpan<char> value)
    {
        var hasId = !Hl7.Component(value, 1).IsEmpty;
        if (!hasId && Hl7.Component(value, 2).IsEmpty)
        {
            return "XCN with neither id nor family name";
        }

        var authority = Hl7.Component(value, 9);
        return authority.IsEmpty ? null
            : !hasId ? "XCN with an assigning authority but no id"
            : Hl7.IsIsoAuthority(authority) ? null
            : "XCN whose assigning authority (component 9) is not &oid&ISO";
    }
}
