using System.Globalization;

namespace XdsDmp.Metadata.Queries;

/// <summary>
/// The checked parameters of a stored query, by name (see <see cref="ParameterNames"/>). Asking for a parameter that the
/// query's table does not have is an error of ours and throws.
/// </summary>
public sealed class StoredQueryArguments
{
    private const string Stable = "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1";
    private const string OnDemand = "urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248";
    private readonly IReadOnlyDictionary<string, ParameterValues> _parameters;

    internal StoredQueryArguments(
        StoredQueryDefinition definition,
        QueryReturnType returnType,
        string? homeCommunityId,
        IReadOnlyDictionary<string, ParameterValues> parameters)
    {
        Definition = definition;
        ReturnType = returnType;
        HomeCommunityId = homeCommunityId;
        _parameters = parameters;
    }

    public StoredQueryDefinition Definition { get; }

    public QueryReturnType ReturnType { get; }

    public string? HomeCommunityId { get; }

    public bool Has(string name) => Groups(name).Count > 0;

    /// <summary>The value of a single-valued parameter; null when it was not given.</summary>
    public string? GetString(string name) => Groups(name) is [[var value, ..], ..] ? value : null;

    /// <summary>The value of a single-valued parameter that the table requires.</summary>
    public string GetRequiredString(string name) =>
        GetString(name) ?? throw new InvalidOperationException($"{Definition.Name} does not require {name}");

    /// <summary>The values of a parameter without AND; empty when it was not given.</summary>
    public IReadOnlyList<string> GetStrings(string name) => Groups(name) is [var values, ..] ? values : [];

    /// <summary>The values of an AND/OR parameter: one of each inner list has to match.</summary>
    public IReadOnlyList<IReadOnlyList<string>> GetStringGroups(string name) => Groups(name);

    /// <summary>The codes of a parameter, with AND or without: one of each inner list has to match.</summary>
    public IReadOnlyList<IReadOnlyList<QueryCode>> GetCodes(string name) =>
        [.. Groups(name, ParameterKind.Code).Select(codes => codes.Select(ToCode).ToList())];

    /// <summary>Fourteen digits, the lowest instant of what was given; null when it was not given.</summary>
    public string? GetTime(string name) => Groups(name, ParameterKind.Time) is [[var time]] ? time : null;

    public int? GetNumber(string name) => Groups(name, ParameterKind.Number) is [[var number]]
        ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Stable entries alone when the parameter was not given.</summary>
    public DocumentEntryTypes GetDocumentEntryTypes(string name = ParameterNames.DocumentEntryType)
    {
        if (Groups(name, ParameterKind.EntryType) is not [var types])
        {
            return DocumentEntryTypes.Stable;
        }

        return (Contains(types, Stable) ? DocumentEntryTypes.Stable : 0)
            | (Contains(types, OnDemand) ? DocumentEntryTypes.OnDemand : 0);
    }

    private static bool Contains(IReadOnlyList<string> types, string type) =>
        types.Contains(type, StringComparer.OrdinalIgnoreCase);

    private static QueryCode ToCode(string code)
    {
        var separator = code.IndexOf("^^", StringComparison.Ordinal);
        return new QueryCode(code[..separator], code[(separator + 2)..]);
    }

    private IReadOnlyList<IReadOnlyList<string>> Groups(string name, ParameterKind? kind = null)
    {
        if (!_parameters.TryGetValue(name, out var values) || (kind is not null && values.Parameter.Kind != kind))
        {
            throw new ArgumentException($"{Definition.Name} has no parameter {name} of kind {kind}", nameof(name));
        }

        return values.Groups;
    }
}
