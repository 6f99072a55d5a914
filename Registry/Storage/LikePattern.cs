using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// A value that the profile compares with LIKE: <c>% </c> any run of characters, <c>_ </c> one. The case of letters
/// counts.
/// </summary>
internal readonly record struct LikePattern(string Text)
{
    /// <summary>How many stand in one pair of parentheses: the database bounds the depth of an expression.</summary>
    public const int InOneGroup = 50;

    private const string LastCharacter = "\U0010FFFF";

    public bool IsExact => Text.AsSpan().IndexOfAny('%', '_') < 0;

    /// <summary>What every match begins with; matches lie between it and <see cref="AfterPrefix"/>.</summary>
    public string Prefix => Text[..(IsExact ? Text.Length : Text.AsSpan().IndexOfAny('%', '_'))];

    public string AfterPrefix => Prefix + LastCharacter;

    public TextPattern Pattern => new(Text);
}
