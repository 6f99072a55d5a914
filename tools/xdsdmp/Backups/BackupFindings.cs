namespace XdsDmp.CommandLine.Backups;

/// <summary>What is wrong with a backup, file by file.</summary>
internal sealed class BackupFindings
{
    private readonly List<BackupFinding> _findings = [];

    public IReadOnlyList<BackupFinding> All => _findings;

    /// <summary>Files that were compared with their SHA-256.</summary>
    public long Files { get; set; }

    /// <summary>Documents among them.</summary>
    public long Documents { get; set; }

    public long Octets { get; set; }

    /// <summary>Records of the audit chain that was verified.</summary>
    public long AuditRecords { get; set; }

    public void Add(string file, string problem) => _findings.Add(new BackupFinding(file, problem));

    /// <summary>Compares a file with what the backup says of it; true when it is that file.</summary>
    public bool Check(string name, BackedUpFile expected, BackedUpFile? found)
    {
        Files++;
        Octets += found?.Size ?? 0;
        if (ProblemOf(expected, found) is { } problem)
        {
            Add(name, problem);
            return false;
        }

        return true;
    }

    private static string? ProblemOf(BackedUpFile expected, BackedUpFile? found) => found switch
    {
        null => "it is missing",
        _ when found.Size != expected.Size => $"it has {found.Size} octets instead of {expected.Size}",
        _ when found.Sha256 != expected.Sha256 => "its SHA-256 is not the one that was written: it is damaged",
        _ => null,
    };
}

/// <param name="File">In the folder of backups.</param>
/// <param name="Problem">In words.</param>
internal sealed record BackupFinding(string File, string Problem);
