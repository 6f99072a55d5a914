using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Security.Trust;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using RefusedPeer = XdsDmp.Audit.Events.RefusedPeer;

namespace XdsDmp.Tests.Unit.Hosting;

[TestClass]
public sealed class SecurityAlertsTests
{
    private readonly string _folder = TestFolder.New();

    [TestCleanup]
    public void Remove() => TestFolder.Delete(_folder);

    [TestMethod]
    public async Task AFloodOfStrangersIsBoundedAndHidesNoAlarm()
    {
        var database = new Database(TestDatabase.At(Path.Combine(_folder, "node.db")));
        MigrationRunner.Migrate(database, MigrationSet.Shared);
        using var writer = new GroupCommitWriter(database);
        var node = new AuditNode { SourceId = "test", ProcessId = "1", HostName = "test" };
        var alerts = new SecurityAlerts(
            new AuditTrail(node, writer, TimeProvider.System), TimeProvider.System, NullLogger.Instance);

        for (var i = 0; i < 20_000; i++)
        {
            alerts.TellRefused(new RefusedPeer("192.0.2.9"), "no certificate");
        }

        alerts.TellAlarm(new TrustAlarm(
            DateTimeOffset.UtcNow, TrustAlarmKind.SystemsFileUnusable, "/systems.json", "the file has mistakes"));
        alerts.Complete();
        await alerts.RecordAsync(CancellationToken.None);

        var told = new Outbox(database).Peek(30_000).Select(m => AuditRecord.Of(m.Message)).ToList();
        Assert.HasCount(10_001, told);
        Assert.AreEqual("110129", told[^1].Transaction);
    }
}
