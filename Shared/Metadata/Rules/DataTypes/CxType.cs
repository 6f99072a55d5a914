using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>CX: identifier of a patient with its assigning authority.</summary>
internal static class CxType
{
    private const string Form = "id^^^&oid&ISO";

    public static DataType Type { get; } = new(
        "CX", Form, (value, settings) => Problem(value, settings.AcceptOtherCxComponents));

    public static string? Problem(ReadOnlySpan<char> value, bool acceptOtherComponents)
    {
        if (Hl7.Component(value, 1).IsEmpty)
        {
            return "CX without id";
        }

        if (!Hl7.IsIsoAuthority(Hl7.Component(value, 4)))
        {
            return "CX whose assigning authority (component 4) is not &oid&ISO";
        }

        var isPlain = Hl7.Component(value, 2).IsEmpty && Hl7.Component(value, 3).IsEmpty && Hl7.Count(value) == 4;
        return isPlain || acceptOtherComponents ? null : "CX with components other than id and assigning authority";
    }
}
