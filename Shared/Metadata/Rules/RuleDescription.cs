namespace XdsDmp.Metadata.Rules;

/// <summary>One line of the catalogue of rules: what a refusal names as its rule.</summary>
/// <param name="Id">Stable: operators and the README refer to it.</param>
/// <param name="Description">What must be so.</param>
/// <param name="Source">Where it is said.</param>
public sealed record RuleDescription(string Id, string Description, string Source);
