namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>Free text, bounded.</summary>
internal static class TextType
{
    public static DataType DocumentTitle { get; } =
        new("String", "at most 128 characters", (v, s) => Problem(v, s.MaxDocumentTitleLength));

    public static DataType Title { get; } = new(
        "String", "at most 256 characters", (v, s) => Problem(v, s.MaxTitleLength));

    public static DataType Comments { get; } = new("String", "any text", (v, s) => Problem(v, s.MaxCommentsLength));

    private static string? Problem(string value, int max) =>
        value.Length > max ? $"longer than {max} characters" : null;
}
