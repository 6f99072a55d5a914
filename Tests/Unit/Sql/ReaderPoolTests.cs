using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Sql;

/// <summary>Readers of one database, whose connections are used again.</summary>
[TestClass]
public sealed class ReaderPoolTests
{
    [TestMethod]
    public void AReadThatFailsLeavesTheNextOnesAlone()
    {
        var folder = TestFolder.New();
        var database = new Database(Path.Combine(folder, "registry.db"));
        MigrationRunner.Migrate(database, RegistryTables.Migrations);
        using var readers = new ReaderPool(database);

        Assert.ThrowsExactly<InvalidOperationException>(() =>
            readers.Read<long>(_ => throw new InvalidOperationException("a query of ours failed")));

        Assert.AreEqual(0, readers.Read(session => session.First("SELECT count(*) FROM code", row => row.GetInt64(0))));
        TestFolder.Delete(folder);
    }
}
