using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Sql;

/// <summary>Copies of a database that is being written to.</summary>
[TestClass]
[SqliteOnly]
public sealed class DatabaseCopyTests
{
    private readonly string _folder = TestFolder.New();
    private readonly Database _database;

    public DatabaseCopyTests()
    {
        _database = new Database(Path.Combine(_folder, "shared.db"));
        MigrationRunner.Migrate(_database, MigrationSet.Shared);
    }

    private string Copy => Path.Combine(_folder, "copy.db");

    /// <summary>What one transaction has written is in it whole; nothing committed before is missing.</summary>
    [TestMethod]
    public async Task ACopyIsOfOneMomentWhileOthersWrite()
    {
        using var writer = new GroupCommitWriter(_database);
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await writer.WriteAsync(session =>
                {
                    Outbox.Append(session, new byte[20_000]);
                    Outbox.Append(session, new byte[20_000]);
                });
                Interlocked.Increment(ref written);
            }
        });
        await Eventually.IsTrueAsync("something is written", () => Volatile.Read(ref written) > 50);

        var before = Volatile.Read(ref written);
        var octets = 0L;
        DatabaseCopy.Take(_database.File, Copy, new Count(bytes => octets += bytes));
        await stop.CancelAsync();
        await writing;

        var depth = new Outbox(new Database(Copy)).Depth();
        Assert.IsGreaterThanOrEqualTo(2L * before, depth);
        Assert.AreEqual(0, depth % 2, "half of a transaction");
        Assert.AreEqual(new FileInfo(Copy).Length, octets);
        Assert.IsNull(DatabaseCopy.Problem(Copy));
        Assert.IsFalse(File.Exists(Copy + "-wal"));
        Assert.AreEqual(MigrationSet.Shared.Last, AppliedMigrations.Of(Copy)["shared"]);
    }

    [TestMethod]
    public void ACopyThatIsBrokenOffIsNotThere()
    {
        Assert.ThrowsExactly<OperationCanceledException>(() =>
            DatabaseCopy.Take(_database.File, Copy, cancel: new CancellationToken(canceled: true)));

        Assert.IsFalse(File.Exists(Copy));
    }

    [TestMethod]
    public void NothingIsCopiedOverAFileThatIsThere()
    {
        File.WriteAllText(Copy, "something of somebody");

        Assert.ThrowsExactly<IOException>(() => DatabaseCopy.Take(_database.File, Copy));

        Assert.AreEqual("something of somebody", File.ReadAllText(Copy));
    }

    [TestMethod]
    public void ADamagedFileIsTold()
    {
        DatabaseCopy.Take(_database.File, Copy);
        using (var file = new FileStream(Copy, FileMode.Open))
        {
            file.Position = 4096 * 2;
            file.Write(new byte[4096]);
        }

        Assert.IsNotNull(DatabaseCopy.Problem(Copy));
    }

    [TestMethod]
    public void NoServiceBeginsAnewBesideADatabaseThatIsBeingRestored()
    {
        var file = Path.Combine(_folder, "other.db");
        File.WriteAllText(Database.UnfinishedPathOf(file), "");

        var refused = Assert.ThrowsExactly<IOException>(() =>
            MigrationRunner.Migrate(new Database(file), MigrationSet.Shared));

        StringAssert.Contains(refused.Message, "restore it again");
        Assert.IsFalse(File.Exists(file));
    }


    private sealed class Count(Action<long> count) : IProgress<long>
    {
        public void Report(long value) => count(value);
    }
}
