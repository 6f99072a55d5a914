using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>XON: an organisation.</summary>
internal static class XonType
{
    private const int NameComponent = 1;
    private const int AuthorityComponent = 6;
    private const int IdComponent = 10;

    public static DataType Type { get; } = new("XON", "name^^^^^&oid&ISO^^^^id, or name^^^^^^^^^oid, or name", Problem);

    public static string? Problem(string value, MetadataRuleSettings settings) =>
        Problem(value.AsSpan(), settings.AcceptOtherXonComponents);

    public static string? Problem(ReadOnlySpan<char> value, bool acceptOtherComponents)
    {
        if (Hl7.Component(value, NameComponent).IsEmpty)
        {
            return "XON without name";
        }

        var authority = Hl7.Component(value, AuthorityComponent);
        if (!authority.IsEmpty && !Hl7.IsIsoAuthority(authority))
        {
            return "XON whose assigning authority (component 6) is not &oid&ISO";
        }

        var id = Hl7.Component(value, IdComponent);
        if (authority.IsEmpty && !id.IsEmpty && !Oid.IsValid(id))
        {
            return "XON with an id that is no OID and has no assigning authority (component 6)";
        }

        return acceptOtherComponents || !HasOtherComponents(value) ? null : "XON with components that are not allowed";
    }

    private static bool HasOtherComponents(ReadOnlySpan<char> value)
    {
        for (var number = Hl7.Count(value); number > NameComponent; number--)
        {
            if (number is not (AuthorityComponent or IdComponent) && !Hl7.Component(value, number).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
