namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// A code or an author (with a scheme), or the mark of a SubmissionSet, a Folder or limited metadata (with a node)
/// (ITI TF-3 §4.2.3.1, §4.2.1.3).
/// </summary>
public sealed record Classification : RegistryObject
{
    public string? ClassificationScheme { get; init; }

    public string? ClassificationNode { get; init; }

    public string? ClassifiedObject { get; init; }

    public string? NodeRepresentation { get; init; }
}
