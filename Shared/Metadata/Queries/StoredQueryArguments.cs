using System.Globalization;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Queries;

/// <summary>
/// The checked parameters of a stored query, by name (see <see cref="ParameterNames"/>). Asking for a parameter that
/// the query's table does not have is an error of ours and throws.
/// </summary>
public sealed class StoredQueryArguments
{
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

    /// <summary>1 unless 2 was asked for: level 1 hides what is not the latest, offline or withdrawn.</summary>
    public int GetMetadataLevel() => GetNumber(ParameterNames.MetadataLevel) ?? 1;

    /// <summary>
    /// States of the associations to be returned: those asked for, Approved by default; any where the query has no such
    /// parameter. Level 1 hides Deprecated ones all the same.
    /// </summary>
    public IReadOnlyList<AvailabilityStatus> GetAssociationStatuses()
    {
        IReadOnlyList<AvailabilityStatus> asked = !_parameters.ContainsKey(ParameterNames.AssociationStatus)
            ? [AvailabilityStatus.Approved, AvailabilityStatus.Deprecated]
            : Has(ParameterNames.AssociationStatus)
                ? GetStatuses(ParameterNames.AssociationStatus)
                : [AvailabilityStatus.Approved];
        return [.. asked.Where(s => s == AvailabilityStatus.Approved || GetMetadataLevel() == 2)];
    }

    /// <summary>Each status once; never empty when the table requires the parameter.</summary>
    public IReadOnlyList<AvailabilityStatus> GetStatuses(string name) =>
        [.. Values(name, ParameterKind.Status).Select(s => AvailabilityStatuses.TryParse(s)!.Value).Distinct()];

    /// <summary>
    /// Each id once; those that are no UUID are left out, because no object has them. So the list may be empty although
    /// <see cref="Has"/> the parameter: then nothing is found, which is not an error.
    /// </summary>
    public IReadOnlyList<EntryUuid> GetEntryUuids(string name)
    {
        var ids = new HashSet<EntryUuid>();
        foreach (var value in Values(name, ParameterKind.EntryUuid))
        {
            if (EntryUuid.TryParse(value, out var id))
            {
                ids.Add(id);
            }
        }

        return [.. ids];
    }

    /// <summary>Stable entries alone when the parameter was not given.</summary>
    public DocumentEntryTypes GetDocumentEntryTypes(string name = ParameterNames.DocumentEntryType)
    {
        if (Groups(name, ParameterKind.EntryType) is not [var types])
        {
            return DocumentEntryTypes.Stable;
        }

        return (Contains(types, XdsUrns.StableDocumentEntry) ? DocumentEntryTypes.Stable : 0)
            | (Contains(types, XdsUrns.OnDemandDocumentEntry) ? DocumentEntryTypes.OnDemand : 0);
    }

    private static bool Contains(IReadOnlyList<string> types, string type) =>
        types.Contains(type, StringComparer.OrdinalIgnoreCase);

    private static QueryCode ToCode(string code)
    {
        var separator = code.IndexOf("^^", StringComparison.Ordinal);
        return new QueryCode(code[..separator], code[(separator + 2)..]);
    }

    private IReadOnlyList<string> Values(string name, ParameterKind kind) =>
        Groups(name, kind) is [var values] ? values : [];

    private IReadOnlyList<IReadOnlyList<string>> Groups(string name, ParameterKind? kind = null)
    {
        if (!_parameters.TryGetValue(name, out var values) || (kind is not null && values.Parameter.Kind != kind))
        {
            throw new ArgumentException($"{Definition.Name} has no parameter {name} of kind {kind}", nameof(name));
        }

        return values.Groups;
    }
}
