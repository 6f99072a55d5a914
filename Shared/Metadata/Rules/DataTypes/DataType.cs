namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>The form that values of an attribute must have (ITI TF-3 table 4.2.3.1.7-2).</summary>
/// <param name="Name">The profile's name of the type.</param>
/// <param name="Accepted">The form in words, for the one who must mend a value.</param>
/// <param name="Problem">What is wrong with a value, or null.</param>
internal sealed record DataType(string Name, string Accepted, Func<string, MetadataRuleSettings, string?> Problem)
{
    public static DataType Of(string name, string accepted, Func<string, bool> isValid) =>
        new(name, accepted, (value, _) => isValid(value) ? null : $"not a valid {name}");
}
