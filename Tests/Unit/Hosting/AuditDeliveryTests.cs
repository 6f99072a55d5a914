using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Registry.PatientIdentity.Mllp;

namespace XdsDmp.Tests.Unit.Hosting;

[TestClass]
public sealed class AuditDeliveryTests
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly List<string> _received = [];
    private volatile bool _isAway;

    /// <summary>The hour passes by timers that go off at once; messages come at every one of them.</summary>
    [TestMethod]
    public async Task AReceiverThatIsAwayForAnHourMissesNothingAndGetsAllInOrder()
    {
        var folder = TestFolder.New();
        var database = new Database(TestDatabase.At(Path.Combine(folder, "outbox.db")));
        MigrationRunner.Migrate(database, MigrationSet.Shared);
        using var writer = new GroupCommitWriter(database);
        var outbox = new Outbox(database);
        var timers = new ManualTimers();
        var delivery = new AuditDelivery(outbox, writer, SendAsync, timers, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        _isAway = true;
        var expected = new List<string>();
        await AppendAsync();
        var running = delivery.RunAsync(stop.Token);
        for (var failures = 1; failures <= TimeSpan.FromHours(1) / LongestPause; failures++)
        {
            await Eventually.IsTrueAsync($"{failures} failures", () => delivery.Failures >= failures);
            await timers.UntilDueAsync(LongestPause);
            await AppendAsync();
            timers.Pass(LongestPause);
        }

        Assert.AreEqual(expected.Count, outbox.Depth());
        _isAway = false;
        timers.Pass(LongestPause);
        await Eventually.IsTrueAsync("all is delivered", () =>
        {
            timers.Pass(LongestPause);
            return outbox.Depth() == 0;
        });

        CollectionAssert.AreEqual(expected, _received);
        Assert.AreEqual(0, delivery.Failures);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => running);

        async Task AppendAsync()
        {
            expected.Add($"message {expected.Count}");
            await writer.WriteAsync(session => Outbox.Append(session, Encoding.UTF8.GetBytes(expected[^1])));
        }
    }

    private Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancel)
    {
        if (_isAway)
        {
            throw new AuditDeliveryException("away");
        }

        _received.AddRange(messages.Select(message => Encoding.UTF8.GetString(message.Span)));
        return Task.CompletedTask;
    }
}
