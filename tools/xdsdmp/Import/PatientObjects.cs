using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>What a registry has of a patient.</summary>
internal sealed record PatientObjects
{
    public required IReadOnlyList<DocumentEntry> Documents { get; init; }

    public required IReadOnlyList<SubmissionSet> Sets { get; init; }

    public required IReadOnlyList<Folder> Folders { get; init; }

    public required IReadOnlyList<Association> Associations { get; init; }

    /// <summary>What it announced and then did not give, and what could not be read of its answers.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public IEnumerable<MetadataObject> All =>
        [.. Documents, .. Sets, .. Folders, .. Associations];

    public bool IsEmpty => Documents.Count + Sets.Count + Folders.Count == 0;
}
