using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Atna.Storage;

/// <summary>An archive in a file of its own, and the means to tamper with it.</summary>
internal sealed class TemporaryArchive : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xdsdmp-atna").FullName;

    public TemporaryArchive()
    {
        Database = new Database(Location);
        MigrationRunner.Migrate(Database, MigrationSet.Shared, AtnaTables.Migrations);
        MakeIndex();
    }

    /// <summary>The SQLite file, where there is one; beside it there is room for others.</summary>
    public string File => Path.Combine(_folder, "atna.db");

    public string Location => TestDatabase.At(File);

    public Database Database { get; }

    public ChainHead Append(params IReadOnlyList<ReceivedMessage> messages)
    {
        using var writer = new GroupCommitWriter(Database);
        var batch = PreparedBatch.Of(messages);
        return writer.WriteAsync(session => AuditRecordStore.Append(session, batch)).GetAwaiter().GetResult();
    }

    /// <summary>A chain of so many different messages.</summary>
    public ChainHead AppendMany(int count) =>
        Append([.. Enumerable.Range(1, count).Select(i => Messages.Submission(document: $"1.2.3.{i}"))]);

    /// <summary>What the service does first.</summary>
    public void MakeIndex()
    {
        using var writer = new GroupCommitWriter(Database);
        using var readers = new ReaderPool(Database);
        new IndexRebuild(writer, readers, TimeProvider.System, NullLogger.Instance)
            .RunAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public AuditArchive Open() => AuditArchive.Open(Location);

    public AuditVerification Verify(ChainHead? expected = null)
    {
        using var archive = Open();
        return archive.Verify(expected);
    }

    public IReadOnlyList<long> Find(AuditFilter filter)
    {
        using var archive = Open();
        return [.. archive.List(filter).Select(line => line.Sequence)];
    }

    /// <summary>What somebody with the database and a shell for it can do.</summary>
    public void Tamper(string sql, params IReadOnlyList<(string Name, object Value)> values) =>
        Tampering.Run(Location, sql, values);

    /// <summary>The same, in the index of terms.</summary>
    public void TamperTerms(Func<IEnumerable<TermRow>, IEnumerable<TermRow>> change) =>
        TermTampering.Change(Database, change);

    /// <summary>Takes the terms of some records out of their index.</summary>
    public void RemoveTerms(Func<long, bool> of) =>
        TamperTerms(rows => rows.Where(row => !of(row.Sequence)));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
