using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository;

[TestClass]
public sealed class RepositoryIdentityTests : IDisposable
{
    private readonly GroupCommitWriter _writer;

    public RepositoryIdentityTests()
    {
        var database = new Database(TestDatabase.At(Path.Combine(TestFolder.New(), "repository.db")));
        MigrationRunner.Migrate(database, MigrationSet.Shared, RepositoryTables.Migrations);
        _writer = new GroupCommitWriter(database);
    }

    public void Dispose() => _writer.Dispose();

    [TestMethod]
    public async Task TheFirstIdentityStays()
    {
        await RepositoryIdentity.RequireAsync(_writer, "1.2.3");
        await RepositoryIdentity.RequireAsync(_writer, "1.2.3");

        var refused = await Assert.ThrowsExactlyAsync<ConfigurationException>(
            () => RepositoryIdentity.RequireAsync(_writer, "1.2.4"));

        StringAssert.Contains(refused.Message, "RepositoryUniqueId is 1.2.4");
        StringAssert.Contains(refused.Message, "accepted: 1.2.3");
        await RepositoryIdentity.RequireAsync(_writer, "1.2.3");
    }
}
