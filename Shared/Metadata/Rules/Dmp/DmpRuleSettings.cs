using System.Collections.Frozen;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>What the rules of the French profile work with.</summary>
public sealed record DmpRuleSettings
{
    public DmpValueSets Values { get; init; } = DmpValueSets.Default;

    /// <summary>Whose patients: real ones unless this is a system for tests.</summary>
    public InsRules Patients { get; init; } = InsRules.Production;

    /// <summary>Every submission set brings its signature.</summary>
    public bool RequireSignature { get; init; } = true;

    /// <summary>What breaking a rule means, where it is not what the rule itself says.</summary>
    public FrozenDictionary<string, RuleTreatment> Treatments { get; init; } =
        FrozenDictionary<string, RuleTreatment>.Empty;

    public RuleTreatment TreatmentOf(string rule, RuleTreatment otherwise) =>
        Treatments.TryGetValue(rule, out var treatment) ? treatment : otherwise;

    /// <summary>Reads <c>RULE=Reject|Warn|Accept</c>.</summary>
    /// <param name="texts">Of a setting.</param>
    /// <param name="known">Rules that can be named.</param>
    /// <param name="problem">The first text that is wrong, and why; null when none is.</param>
    public static FrozenDictionary<string, RuleTreatment> ReadTreatments(
        IEnumerable<string> texts, IReadOnlyCollection<string> known, out string? problem)
    {
        var treatments = new Dictionary<string, RuleTreatment>(StringComparer.Ordinal);
        problem = null;
        foreach (var text in texts)
        {
            var parts = text.Split('=', StringSplitOptions.TrimEntries);
            if (parts is not [var rule, var name] || !known.Contains(rule)
                || !Enum.TryParse<RuleTreatment>(name, ignoreCase: true, out var treatment)
                || !Enum.IsDefined(treatment) || char.IsDigit(name[0]))
            {
                problem ??= $"'{text}' is not RULE=Reject, RULE=Warn or RULE=Accept with one of "
                    + string.Join(", ", known);
                continue;
            }

            treatments[rule] = treatment;
        }

        return treatments.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
