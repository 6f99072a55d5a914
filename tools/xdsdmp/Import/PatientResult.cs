namespace XdsDmp.CommandLine.Import;

/// <summary>What became of one patient. It is kept, and goes into the report.</summary>
internal sealed class PatientResult
{
    /// <summary>As the other system knows the patient.</summary>
    public required string Patient { get; init; }

    /// <summary>As this one does.</summary>
    public required string Here { get; init; }

    /// <summary>Submission sets that this run has registered.</summary>
    public int Submitted { get; set; }

    /// <summary>Submission sets that were here before: of an interrupted run.</summary>
    public int WereHere { get; set; }

    /// <summary>Documents that this run has registered, and their octets.</summary>
    public int Documents { get; set; }

    public long Octets { get; set; }

    /// <summary>Entries whose availabilityStatus was set afterwards (ITI-57).</summary>
    public int StatusUpdates { get; set; }

    /// <summary>Objects of both sides that were compared, attribute by attribute.</summary>
    public int Compared { get; set; }

    /// <summary>Documents of both sides whose octets were compared.</summary>
    public int ComparedDocuments { get; set; }

    public List<SkippedObject> Skipped { get; init; } = [];

    /// <summary>What was refused or failed: the patient is not done.</summary>
    public List<string> Failures { get; init; } = [];

    /// <summary>What differs in the end.</summary>
    public List<string> Differences { get; init; } = [];

    public bool IsDone => Failures.Count == 0;
}
