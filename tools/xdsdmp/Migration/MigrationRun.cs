using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Migration;

/// <summary>
/// Databases and documents from files to servers. The source is read only; after an interruption it goes on where it
/// was; services refuse to start on what is not whole.
/// </summary>
/// <param name="from">The place of stopped services.</param>
/// <param name="to">The place they are to have.</param>
internal sealed class MigrationRun(BackupPlace from, BackupPlace to)
{
    private readonly MigrationResult _result = new();

    private IEnumerable<(PlacedDatabase From, PlacedDatabase To)> Moving => from.Databases.Join(
        to.Databases, there => there.Name, here => here.Name, (there, here) => (From: there, To: here))
        .Where(it => it.From.File != it.To.File);

    // 1. may it be done  2. tables of every database  3. octets of documents  4. both sides compared, the audit chain
    // 5. the marks go, and services can start
    public async Task<MigrationResult> RunAsync(CancellationToken cancel)
    {
        using var content = await MigratedContent.OpenAsync(from, to, cancel);
        if (!Moving.Any() && content is null)
        {
            throw CommandException.Usage(
                "nothing is to be moved: both sides have the same databases and the same content store",
                "Say where to: --to FILE, or --Registry:Database=postgres:…");
        }

        List<MovingDatabase> databases = [];
        try
        {
            foreach (var (there, here) in Moving)
            {
                databases.Add(MovingDatabase.Open(there, here, content?.LeavesTables == true));
            }

            foreach (var database in databases)
            {
                await database.CopyAsync(cancel);
            }

            if (content is not null)
            {
                await content.CopyAsync(_result, cancel);
            }

            await VerifyAsync(databases, cancel);
            databases.ForEach(database => database.Finish());
            _result.Rows = databases.Sum(database => database.Rows);
            return _result;
        }
        finally
        {
            databases.ForEach(database => database.Dispose());
        }
    }

    private async Task VerifyAsync(List<MovingDatabase> databases, CancellationToken cancel)
    {
        List<string> problems = [];
        foreach (var database in databases)
        {
            problems.AddRange(await database.VerifyAsync(cancel));
        }

        if (databases.Exists(database => database.Name == "audit") && problems.Count == 0)
        {
            _result.AuditRecords = AuditChain.Check(
                to.Audit!.File, BesideAudit("-checkpoint.pub"), BesideAudit("-checkpoints.txt"), head: null,
                problems.Add, cancel);
        }

        if (problems.Count > 0)
        {
            throw CommandException.Failed(
                "what has arrived is not what was there: " + string.Join("; ", problems.Take(10)),
                "Was the source changed meanwhile? Empty the new databases and begin anew.");
        }
    }

    /// <summary>Files that the audit repository has beside its database.</summary>
    private string BesideAudit(string ending)
    {
        var database = from.Audit!.File;
        return Path.Combine(
            Path.GetDirectoryName(database)!, Path.GetFileNameWithoutExtension(database) + ending);
    }
}

/// <summary>What has been moved.</summary>
internal sealed class MigrationResult
{
    public long Rows { get; set; }

    public long Documents { get; set; }

    public long Octets { get; set; }

    /// <summary>Documents that were there already: of an interrupted run.</summary>
    public long WereHere { get; set; }

    /// <summary>Encrypted documents whose key was not at hand: their size was compared only.</summary>
    public long Sealed { get; set; }

    public long AuditRecords { get; set; }

    public List<string> Damaged { get; } = [];
}
