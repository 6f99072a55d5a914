namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>
/// Identifier: a DocumentEntry's uniqueId, any form of globally unique text; its inside is not looked at.
/// </summary>
internal static class IdentifierType
{
    public static DataType Type { get; } = new(
        "Identifier", "printable ASCII without blanks, at most 128 characters", Problem);

    private static string? Problem(string value, MetadataRuleSettings settings) =>
        value.Length > settings.MaxUniqueIdLength ? $"longer than {settings.MaxUniqueIdLength} characters"
        : value.AsSpan().ContainsAnyExceptInRange('!', '~') ? "characters other than printable ASCII without blanks"
        : null;
}
