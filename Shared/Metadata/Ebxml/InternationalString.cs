namespace XdsDmp.Metadata.Ebxml;

/// <summary>The content of a Name or Description. An element without content is legal and holds no strings.</summary>
public sealed record InternationalString(Sequence<LocalizedString> Strings)
{
    /// <summary>The first text: the only one that IHE reads; null when there is none.</summary>
    public string? Text => Strings.Count > 0 ? Strings[0].Value : null;

    public static InternationalString Of(string text) => new([new LocalizedString(text)]);
}
