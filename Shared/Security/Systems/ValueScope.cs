using System.Collections.Frozen;

namespace XdsDmp.Security.Systems;

/// <summary>Which values a system may use: those of a list, any, or none. What was not said is none.</summary>
public sealed class ValueScope
{
    private readonly FrozenSet<string> _values;

    private ValueScope(IEnumerable<string> values, bool isAll)
    {
        _values = values.ToFrozenSet(StringComparer.Ordinal);
        IsAll = isAll;
    }

    /// <summary>Written <c>"*"</c>.</summary>
    public static ValueScope All { get; } = new([], isAll: true);

    public static ValueScope None { get; } = new([], isAll: false);

    public bool IsAll { get; }

    public static ValueScope Of(IEnumerable<string> values) => new(values, isAll: false);

    public bool Contains(string? value) => IsAll || (value is not null && _values.Contains(value));

    /// <summary>For refusals and for people.</summary>
    public override string ToString() =>
        IsAll ? "any" : _values.Count == 0 ? "none" : string.Join(", ", _values.Order(StringComparer.Ordinal));
}
