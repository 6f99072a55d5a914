using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Queries;

/// <summary>What the request gives for one parameter: its values, or the first fault found in them.</summary>
internal sealed class ParameterValues
{
    private readonly List<IReadOnlyList<string>> _groups = [];
    private readonly LifeCycle _lifeCycle;
    private bool _hasEmptyGroup;

    private ParameterValues(QueryParameter parameter, LifeCycle lifeCycle)
    {
        Parameter = parameter;
        _lifeCycle = lifeCycle;
    }

    public QueryParameter Parameter { get; }

    /// <summary>One group per Slot: OR within a group, AND between groups.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups => _groups;

    public ParameterFault? Fault { get; private set; }

    /// <summary>The first Value that is not blank, as sent; null when the parameter was not sent at all.</summary>
    public string? FirstRawValue { get; private set; }

    /// <summary>
    /// False when nothing was sent, or nothing but <c>()</c>, <c>''</c> or statuses that are not understood.
    /// </summary>
    public bool HasContent => Fault is not null || _groups.Count > 0;

    /// <summary>A registry need not look at everything: it has exact values, or the beginning of a pattern.</summary>
    public bool BoundsTheSearch => Parameter.Kind == ParameterKind.Like
        ? Fault is not null || _groups.Exists(patterns => patterns.All(p => p is not ['%' or '_', ..]))
        : HasContent;

    public static ParameterValues Read(
        QueryParameter parameter, IReadOnlyList<QuerySlot> slots, LifeCycle lifeCycle)
    {
        var values = new ParameterValues(parameter, lifeCycle);
        var filled = slots.Select(WithoutBlanks).Where(s => s.Values.Count > 0).ToList();
        if (filled.Count > 0)
        {
            values.FirstRawValue = filled[0].Values[0];
            values.Read(filled);
        }

        return values;
    }

    /// <summary>An optional filter without a value must not silently become no filter at all.</summary>
    public ParameterFault? EmptinessFault() => _hasEmptyGroup && Fault is null
        ? Wrong(QueryRules.ValueSyntax, "the value is empty", FirstRawValue)
        : null;

    private static QuerySlot WithoutBlanks(QuerySlot slot) =>
        new(slot.Name, [.. slot.Values.Where(v => !string.IsNullOrWhiteSpace(v))]);

    private void Read(List<QuerySlot> slots)
    {
        if (!Parameter.IsMultiple)
        {
            ReadSingle(slots);
        }
        else if (slots.Count > 1 && !Parameter.IsAndOr)
        {
            Fault = Wrong(QueryRules.SlotRepeated, "the Slot stands more than once", slots[1].Values[0]);
        }
        else if (slots.Count > StoredQueryParameters.MaxAndGroups)
        {
            var problem = $"the Slot stands more than {StoredQueryParameters.MaxAndGroups} times";
            Fault = Wrong(QueryRules.ValueLimit, problem, slots[^1].Values[0]);
        }
        else
        {
            ReadLists(slots);
        }
    }

    private void ReadSingle(List<QuerySlot> slots)
    {
        var value = slots[0].Values[0];
        if (slots.Count > 1 || slots[0].Values.Count > 1)
        {
            Fault = TooMany(slots.SelectMany(s => s.Values).Take(2));
            return;
        }

        var mayBeUnquoted = ParameterKindRules.MayBeUnquoted(Parameter.Kind);
        if (value.AsSpan().TrimStart()[0] == '(')
        {
            ReadListOfOne(value, mayBeUnquoted);
            return;
        }

        if (new QueryValueScanner(value).ReadSingle(mayBeUnquoted, out var member) is { } problem)
        {
            Fault = Wrong(QueryRules.ValueSyntax, problem, value);
            return;
        }

        AddGroup([member]);
    }

    /// <summary>Parentheses do no harm around a single value, and clients in use write them.</summary>
    private void ReadListOfOne(string value, bool mayBeUnquoted)
    {
        var members = new List<string>();
        if (new QueryValueScanner(value).ReadList(mayBeUnquoted, StoredQueryParameters.MaxValues, members)
            is { } problem)
        {
            Fault = Wrong(QueryRules.ValueSyntax, problem, value);
        }
        else if (members.Count > 1)
        {
            Fault = TooMany([value]);
        }
        else
        {
            AddGroup(members);
        }
    }

    private ParameterFault TooMany(IEnumerable<string> shown) => new(
        RegistryErrorCode.XDSStoredQueryParamNumber, QueryRules.ParameterNumber, "the parameter takes a single value",
        string.Join(' ', shown), ParameterKindRules.AcceptedForm(Parameter));

    private void ReadLists(List<QuerySlot> slots)
    {
        var mayBeUnquoted = ParameterKindRules.MayBeUnquoted(Parameter.Kind);
        var left = StoredQueryParameters.MaxValues;
        foreach (var slot in slots)
        {
            var members = new List<string>();
            foreach (var value in slot.Values)
            {
                if (new QueryValueScanner(value).ReadList(mayBeUnquoted, left, members) is { } problem)
                {
                    Fault = Wrong(QueryRules.ValueSyntax, problem, value);
                    return;
                }
            }

            left -= members.Count;
            AddGroup(members);
        }
    }

    private void AddGroup(List<string> members)
    {
        if (members.TrueForAll(string.IsNullOrWhiteSpace))
        {
            _hasEmptyGroup = true;
            return;
        }

        var normalized = new List<string>(members.Count);
        foreach (var member in members)
        {
            var value = Checked(member);
            if (value is not null)
            {
                normalized.Add(value);
            }
        }

        if (normalized.Count > 0)
        {
            _groups.Add(normalized);
        }
    }

    private string? Checked(string member)
    {
        if (member.Length > StoredQueryParameters.MaxValueLength)
        {
            var problem = $"the value is longer than {StoredQueryParameters.MaxValueLength} characters";
            Fault ??= Wrong(QueryRules.ValueLimit, problem, member);
            return null;
        }

        var value = ParameterKindRules.Normalized(Parameter, member, _lifeCycle, out var fault);
        Fault ??= fault;
        return value;
    }

    private ParameterFault Wrong(string rule, string problem, string? value) =>
        new(RegistryErrorCode.XDSRegistryError, rule, problem, value, ParameterKindRules.AcceptedForm(Parameter));
}
