using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>How an import is done.</summary>
internal sealed record ImportOptions
{
    /// <summary>Objects that one answer of a registry has at most.</summary>
    public required int Batch { get; init; }

    /// <summary>Where documents lie between one side and the other.</summary>
    public required string Drafts { get; init; }

    /// <summary>What is refused or cannot be had is left behind, and the rest goes on.</summary>
    public bool SkipFailed { get; init; }

    /// <summary>Only tells what would be taken.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Fetches every document once more from both sides.</summary>
    public bool ComparesOctets { get; init; }
}

/// <summary>A patient on both sides.</summary>
internal sealed record ImportedPatient(PatientId There, PatientId Here);
