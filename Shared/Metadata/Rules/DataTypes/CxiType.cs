using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>CXi: a reference identifier with the type of thing it identifies (ITI TF-3 table 4.2.3.1.7-2).</summary>
internal static class CxiType
{
    public static DataType Type { get; } = new("CXi", "id^^^[&oid&ISO or namespace]^typeCode", Problem);

    private static string? Problem(string value, MetadataRuleSettings settings)
    {
        if (Hl7.Component(value, 1).IsEmpty || Hl7.Component(value, 5).IsEmpty)
        {
            return "CXi without id (component 1) or identifier type code (component 5)";
        }

        var authority = Hl7.Component(value, 4);
        if (authority.Contains('&') && !Hl7.IsIsoAuthority(authority))
        {
            return "CXi whose assigning authority (component 4) is not &oid&ISO";
        }

        var last = settings.AcceptReferenceIdHome ? 6 : 5;
        var isPlain = Hl7.Component(value, 2).IsEmpty && Hl7.Component(value, 3).IsEmpty && Hl7.Count(value) <= last;
        return isPlain ? null : "CXi with components that are not defined";
    }
}
