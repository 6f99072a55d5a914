using System.Text;

namespace XdsDmp.Metadata.Errors;

/// <summary>
/// Why something was refused, in the parts a person needs to mend it. Written into <c>codeContext</c>.
/// </summary>
/// <param name="Rule">Stable id of the rule, listed in the README, for instance <c>DE-hash</c>.</param>
/// <param name="Problem">One sentence without a full stop.</param>
/// <param name="Place">Object and attribute, for instance <c>DocumentEntry Document01, creationTime</c>.</param>
/// <param name="Value">The offending value; cut to 200 characters when written.</param>
/// <param name="Accepted">What would have been accepted.</param>
/// <param name="Source">Section of the specification, for instance <c>ITI TF-3 §4.2.3.2.6</c>.</param>
public sealed record Explanation(
    string Rule, string Problem, string? Place = null, string? Value = null, string? Accepted = null,
    string? Source = null)
{
    private const int MaxValueLength = 200;

    /// <summary>The same in French; null: it is told in English to everybody.</summary>
    public FrenchWording? French { get; init; }

    public override string ToString() => ToString(Language.English);

    public string ToString(Language language)
    {
        var isFrench = language == Language.French && French is not null;
        var text = new StringBuilder(isFrench ? French!.Problem : Problem)
            .Append(isFrench ? " [règle " : " [rule ").Append(Rule);
        Append(text, isFrench ? "endroit" : "place", Place);
        Append(text, isFrench ? "valeur" : "value", Value is null ? null : $"'{Shortened(Value)}'");
        Append(text, isFrench ? "accepté" : "accepted", isFrench ? French!.Accepted ?? Accepted : Accepted);
        Append(text, isFrench ? "voir" : "see", Source);
        return text.Append(']').ToString();
    }

    private static void Append(StringBuilder text, string label, string? part)
    {
        if (part is not null)
        {
            text.Append("; ").Append(label).Append(": ").Append(part);
        }
    }

    private static string Shortened(string value) =>
        value.Length <= MaxValueLength ? value : string.Concat(value.AsSpan(0, MaxValueLength), "…");
}
