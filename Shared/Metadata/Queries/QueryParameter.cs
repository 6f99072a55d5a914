namespace XdsDmp.Metadata.Queries;

/// <summary>One row of a stored query's parameter table.</summary>
/// <param name="Name">With its <c>$</c>; see <see cref="ParameterNames"/>.</param>
/// <param name="Kind">How its values are written.</param>
/// <param name="IsRequired">Column "Opt" says R.</param>
/// <param name="IsMultiple">Column "Mult" says M: the values stand in parentheses.</param>
/// <param name="IsAndOr">The Slot may be repeated: OR within one Slot, AND between Slots.</param>
public sealed record QueryParameter(
    string Name, ParameterKind Kind, bool IsRequired, bool IsMultiple, bool IsAndOr)
{
    public static QueryParameter Required(string name, ParameterKind kind) => new(name, kind, true, false, false);

    public static QueryParameter RequiredList(string name, ParameterKind kind) => new(name, kind, true, true, false);

    public static QueryParameter RequiredAndOr(string name, ParameterKind kind) => new(name, kind, true, true, true);

    public static QueryParameter Optional(string name, ParameterKind kind) => new(name, kind, false, false, false);

    public static QueryParameter OptionalList(string name, ParameterKind kind) => new(name, kind, false, true, false);

    public static QueryParameter OptionalAndOr(string name, ParameterKind kind) => new(name, kind, false, true, true);
}
