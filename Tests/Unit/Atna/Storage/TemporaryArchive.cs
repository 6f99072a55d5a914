using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Unit.Atna.Storage;

/// <summary>An archive in a file of its own, and the means to tamper with it.</summary>
internal sealed class TemporaryArchive : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xdsdmp-atna").FullName;

    public TemporaryArchive()
    {
        Database = new Database(File);
        MigrationRunner.Migrate(Database, MigrationSet.Shared, AtnaTables.Migrations);
        using var writer = new GroupCommitWriter(Database);
        using var readers = new ReaderPool(Database);
        new IndexRebuild(writer, readers, NullLogger.Instance).RunAsync().GetAwaiter().GetResult();
    }

    public string File => Path.Combine(_folder, "atna.db");

    public Database Database { get; }

    public ChainHead Append(params IReadOnlyList<ReceivedMessage> messages)
    {
        using var writer = new GroupCommitWriter(Database);
        var records = messages.Select(PreparedRecord.Of).ToList();
        return writer.WriteAsync(session => AuditRecordStore.Append(session, records)).GetAwaiter().GetResult();
    }

    /// <summary>A chain of so many different messages.</summary>
    public ChainHead AppendMany(int count) =>
        Append([.. Enumerable.Range(1, count).Select(i => Messages.Submission(document: $"1.2.3.{i}"))]);

    public AuditArchive Open() => AuditArchive.Open(File);

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

    /// <summary>What somebody with the file and a SQLite shell can do.</summary>
    public void Tamper(string sql, params IReadOnlyList<(string Name, object Value)> values)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            DROP TRIGGER IF EXISTS record_is_never_changed;
            DROP TRIGGER IF EXISTS record_is_deleted_with_its_segment_only;
            DROP TRIGGER IF EXISTS checkpoint_is_never_changed;
            DROP TRIGGER IF EXISTS checkpoint_is_never_deleted;
            DROP TRIGGER IF EXISTS segment_is_never_changed;
            DROP TRIGGER IF EXISTS segment_is_never_deleted;
            DROP TRIGGER IF EXISTS segment_removal_is_never_changed;
            DROP TRIGGER IF EXISTS segment_removal_is_never_deleted;
            """
            + sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
