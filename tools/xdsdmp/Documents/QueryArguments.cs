using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// Turns options into the Slots of a stored query, with the quotes and parentheses that ITI TF-2 §3.18.4.1.2.3.5 asks
/// for.
/// </summary>
internal sealed class QueryArguments(StoredQueryDefinition definition, Func<string, PatientId> patientOf)
{
    private readonly List<QuerySlot> _slots = [];

    /// <summary>Whom the query is about, as far as it says so.</summary>
    public PatientId? Patient { get; private set; }

    /// <param name="option">As made by <see cref="StoredQuerySubcommand.OptionNameOf"/>.</param>
    /// <param name="values">As given; for a required status nothing means Approved.</param>
    public void Add(string option, IReadOnlyList<string> values)
    {
        var named = definition.Parameters.Where(p => StoredQuerySubcommand.OptionNameOf(p.Name) == option);
        foreach (var parameter in named)
        {
            var given = values.Count == 0 && parameter is { Kind: ParameterKind.Status, IsRequired: true }
                ? ["approved"]
                : values;
            if (given.Count > 0)
            {
                _slots.Add(SlotOf(option, parameter, given));
            }
        }
    }

    /// <summary>
    /// Parameters written by hand; these replace what an option gave, repeated ones stand side by side.
    /// </summary>
    public void AddRaw(IReadOnlyList<string> parameters)
    {
        List<QuerySlot> raw = [];
        foreach (var parameter in parameters)
        {
            var equals = parameter.IndexOf('=');
            if (equals <= 0)
            {
                throw CommandException.Usage($"--param: '{parameter}' is not of the form NAME=VALUE");
            }

            var name = parameter[0] == '$' ? parameter[..equals] : "$" + parameter[..equals];
            raw.Add(new QuerySlot(name, parameter[(equals + 1)..]));
        }

        _slots.RemoveAll(slot => raw.Exists(other => other.Name == slot.Name));
        _slots.AddRange(raw);
    }

    public IReadOnlyList<QuerySlot> ToSlots() => _slots;

    /// <summary>A Value holds at most 256 characters, so that each member of a list gets its own.</summary>
    private QuerySlot SlotOf(string option, QueryParameter parameter, IReadOnlyList<string> values)
    {
        var coded = values.SelectMany(value => Coded(parameter, value)).Distinct().ToList();
        if (parameter.IsMultiple)
        {
            return new QuerySlot(parameter.Name, [.. coded.Select(value => $"({value})")]);
        }

        return coded.Count == 1
            ? new QuerySlot(parameter.Name, coded[0])
            : throw CommandException.Usage($"{option} takes one value, {coded.Count} are given");
    }

    private IEnumerable<string> Coded(QueryParameter parameter, string value) => parameter.Kind switch
    {
        ParameterKind.Number or ParameterKind.Time => [value],
        ParameterKind.PatientId => [Quoted((Patient = patientOf(value)).ToString())],
        ParameterKind.Status => Either(
            value, ("approved", XdsUrns.StatusApproved), ("deprecated", XdsUrns.StatusDeprecated)),
        ParameterKind.EntryType => Either(
            value, ("stable", XdsUrns.StableDocumentEntry), ("on-demand", XdsUrns.OnDemandDocumentEntry)),
        ParameterKind.EntryUuid when Guid.TryParseExact(value, "D", out var uuid) =>
            [Quoted(new EntryUuid(uuid).ToString())],
        _ => [Quoted(value)],
    };

    /// <summary>Short names for two URNs; anything else is meant as it stands.</summary>
    private static IEnumerable<string> Either(
        string value, (string Name, string Urn) first, (string Name, string Urn) second) =>
        value.Equals("all", StringComparison.OrdinalIgnoreCase) ? [Quoted(first.Urn), Quoted(second.Urn)]
        : value.Equals(first.Name, StringComparison.OrdinalIgnoreCase) ? [Quoted(first.Urn)]
        : value.Equals(second.Name, StringComparison.OrdinalIgnoreCase) ? [Quoted(second.Urn)]
        : [Quoted(value)];

    private static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
