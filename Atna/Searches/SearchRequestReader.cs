using System.Globalization;
using System.Text;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// Reads the parameters of a search (FHIR R4 §3.1.1). Repeated ones must all hold, values with commas are a choice. An
/// unknown parameter is passed over with a warning, or refused where the client asked for strict handling; an unknown
/// modifier is always refused.
/// </summary>
internal sealed class SearchRequestReader(AtnaOptions options, TimeProvider clock, bool isStrict)
{
    public const int DefaultCount = 50;
    public const int MaxCount = 1_000;
    private const int MaxParameters = 100;
    private const int MaxValues = 50;
    private const int MaxLength = 1_024;
    private static readonly string[] Ignored = ["_format", "_pretty", "_include"];

    private readonly List<TermGroup> _groups = [];
    private readonly List<TimeRange> _times = [];
    private readonly List<TimeRange> _received = [];
    private readonly List<TimeRange> _started = [];
    private readonly List<OutcomeIssue> _warnings = [];
    private IReadOnlyList<long>? _sequences;
    private AuditOrder _order = AuditOrder.NewestEvent;
    private SearchRequest _request = new() { Query = new AuditQuery(), QueryString = "", Count = DefaultCount };

    /// <exception cref="FhirRefusalException">With the parameter, what is wrong, and what would be right.</exception>
    public SearchRequest Read(IReadOnlyList<(string Name, string Value)> parameters)
    {
        if (parameters.Count > MaxParameters)
        {
            throw Refusal("too-costly", "", $"{parameters.Count} parameters; at most {MaxParameters} are read");
        }

        CheckPresence([.. parameters.Select(parameter => NameOf(parameter.Name))]);
        foreach (var (name, value) in parameters)
        {
            Take(name, value);
        }

        return _request with
        {
            Query = new AuditQuery
            {
                Groups = _groups,
                Times = _times,
                Received = _received,
                Started = _started,
                Sequences = _sequences,
                Order = _order,
                Limit = _request.Count,
            },
            QueryString = QueryStringOf(parameters),
            Warnings = _warnings,
        };
    }

    /// <summary>What the deployment demands and forbids; IHE demands a date, to bound the answer.</summary>
    private void CheckPresence(HashSet<string> names)
    {
        var mandatory = options.SearchWithoutDate ? options.MandatoryParameters : [
            SearchParameters.Date, .. options.MandatoryParameters];
        foreach (var name in mandatory.Where(name => !names.Contains(name)))
        {
            throw Refusal("required", name, "is required here, for instance date=ge2026-03-01 (ITI TF-2 §3.81.4.1.2)");
        }

        foreach (var name in options.ForbiddenParameters.Where(names.Contains))
        {
            throw Refusal("not-supported", name, "is not allowed in this deployment");
        }
    }

    private void Take(string name, string value)
    {
        if (value.Length > MaxLength)
        {
            throw Refusal("too-costly", name, $"has {value.Length} characters; at most {MaxLength} are read");
        }

        if (value.Length == 0)
        {
            return;
        }

        switch (name)
        {
            case SearchParameters.Date:
                AddRanges(name, value, _times);
                break;
            case SearchParameters.PeriodStart:
                AddRanges(name, value, _started);
                break;
            case SearchParameters.LastUpdated:
                AddRanges(name, value, _received);
                break;
            case SearchParameters.Id:
                AddIds(value);
                break;
            default:
                if (!TakeControl(name, value))
                {
                    AddCondition(name, value);
                }

                break;
        }
    }

    private bool TakeControl(string name, string value)
    {
        switch (name)
        {
            case "_count":
                _request = _request with { Count = CountOf(value) };
                return true;
            case "_sort":
                _order = OrderOf(value);
                return true;
            case "_summary":
                _request = _request with { Summary = OneOf(name, value, "true", "false", "text", "data", "count") };
                return true;
            case "_total":
                _request = _request with { Total = OneOf(name, value, "none", "estimate", "accurate") };
                return true;
            case "_elements":
                _request = _request with { Elements = value.Split(',', StringSplitOptions.TrimEntries) };
                return true;
            case SearchCursor.Parameter:
                _request = _request with { Cursor = value };
                return true;
            default:
                return Ignored.Contains(name);
        }
    }

    private void AddRanges(string name, string value, List<TimeRange> ranges)
    {
        var periods = FhirDates.Parse(value, clock)
            ?? throw Refusal(
                "value", name, "is a date with a prefix (eq ne gt ge lt le sa eb ap), for instance ge2026-03-01 or "
                + "lt2026-03-01T08:00:00Z; a choice of dates is not supported");
        if (periods.Count > 1)
        {
            throw Refusal("not-supported", name, "ne has no range; ask for what lies before and behind separately");
        }

        ranges.AddRange(periods);
    }

    private void AddIds(string value)
    {
        var ids = value.Split(',').Take(MaxValues)
            .Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? sequence
                : 0).ToList();
        _sequences = _sequences is null ? ids : [.. _sequences.Intersect(ids)];
    }

    private void AddCondition(string fullName, string value)
    {
        var (name, modifier) = Split(fullName);
        if (SearchParameters.Find(name) is not { } parameter)
        {
            var unknown = $"the parameter {Printable(fullName)} is not known here";
            if (isStrict)
            {
                throw new FhirRefusalException(StatusCodes.Status400BadRequest, "not-supported", unknown);
            }

            _warnings.Add(OutcomeIssue.Warning("not-supported", $"{unknown} and was passed over"));
            return;
        }

        if (!parameter.Takes(modifier))
        {
            throw Refusal("not-supported", fullName, "has a modifier that this server does not know");
        }

        var values = SearchValues.Split(value, modifier, isToken: parameter.Type != "string");
        if (values.Count > MaxValues)
        {
            throw Refusal("too-costly", name, $"has {values.Count} values; at most {MaxValues} are read");
        }

        if (values.FirstOrDefault(one => one is { HasSystem: true, Text.Length: 0 }) is { } alone)
        {
            throw Refusal("not-supported", name, $"names the system {Printable(alone.System!)} alone; name a code too");
        }

        _groups.Add(TermGroup.Of(values.SelectMany(parameter.Patterns)));
    }

    private static int CountOf(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? Math.Min(count, MaxCount)
            : throw Refusal("value", "_count", $"is a number from 0 to {MaxCount}");

    private static AuditOrder OrderOf(string value) => value switch
    {
        "-date" => AuditOrder.NewestEvent,
        "date" => AuditOrder.OldestEvent,
        "-_lastUpdated" => AuditOrder.NewestReceived,
        "_lastUpdated" => AuditOrder.OldestReceived,
        _ => throw Refusal("not-supported", "_sort", "is date, -date, _lastUpdated or -_lastUpdated"),
    };

    private static string OneOf(string name, string value, params ReadOnlySpan<string> known) => known.Contains(value)
        ? value
        : throw Refusal("value", name, $"is one of {string.Join(", ", known.ToArray())}");

    private static (string Name, string? Modifier) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (name, null) : (name[..colon], name[(colon + 1)..]);
    }

    private static string NameOf(string name) => Split(name).Name;

    private static string QueryStringOf(IReadOnlyList<(string Name, string Value)> parameters)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters.Where(parameter => parameter.Name != SearchCursor.Parameter))
        {
            text.Append(text.Length == 0 ? "" : "&")
                .Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }

    private static string Printable(string text) =>
        string.Concat(text.Take(60).Select(c => char.IsControl(c) ? '?' : c));

    private static FhirRefusalException Refusal(string code, string name, string what) => new(
        StatusCodes.Status400BadRequest, code, $"{Printable(name)} {what}".TrimStart());
}
