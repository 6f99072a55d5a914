using System.Data.Common;
using System.Diagnostics;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Sql;

/// <summary>The write-ahead log beside readers that stay.</summary>
[TestClass]
[SqliteOnly]
public sealed class CheckpointerTests
{
    private const int Writes = 150;

    /// <summary>Less than what a truncation waits for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    [TestMethod]
    public async Task AReaderThatStaysDoesNotHoldUpWriters()
    {
        var folder = TestFolder.New();
        var database = new Database(Path.Combine(folder, "shared.db"));
        MigrationRunner.Migrate(database, MigrationSet.Shared);
        using var checkpointer = new Checkpointer(database, truncateAboveBytes: 64 * 1024);
        using var writer = new GroupCommitWriter(database);
        await writer.WriteAsync(session => Outbox.Append(session, new byte[10_000]));
        await using var reader = database.OpenReader();
        Execute(reader, "BEGIN");
        Execute(reader, "SELECT count(*) FROM audit_outbox");

        var longest = TimeSpan.Zero;
        for (var i = 0; i < Writes; i++)
        {
            var clock = Stopwatch.StartNew();
            await writer.WriteAsync(session => Outbox.Append(session, new byte[10_000]));
            longest = clock.Elapsed > longest ? clock.Elapsed : longest;
            await Task.Delay(10);
        }

        Assert.IsLessThan(Patience, longest);
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
