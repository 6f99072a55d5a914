namespace XdsDmp.Metadata.Ebxml;

/// <summary>One text of a Name or Description, with its language and character set if they were given.</summary>
public sealed record LocalizedString(string Value)
{
    public string? Language { get; init; }

    public string? Charset { get; init; }
}
