using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Searches;

/// <summary>A parameter by which AuditEvents are searched.</summary>
/// <param name="Name">As it stands in the query, without modifier.</param>
/// <param name="Type">token, string, reference, uri, date.</param>
/// <param name="Source">What it looks at, in DICOM's words.</param>
/// <param name="Patterns">What a value stands for; nothing when it can stand for nothing.</param>
internal sealed record SearchParameter(
    string Name, string Type, string Source, Func<SearchValue, IEnumerable<TermPattern?>> Patterns)
{
    public bool Takes(string? modifier) => modifier switch
    {
        null => true,
        "exact" => Type == "string",
        "identifier" => Type == "reference",
        _ => false,
    };
}

/// <summary>One of the values that a parameter gives for choice.</summary>
internal sealed record SearchValue(string Text, string? System, string? Modifier)
{
    /// <summary>A bar was there, with or without anything before it.</summary>
    public bool HasSystem => System is not null;
}
