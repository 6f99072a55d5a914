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

    /// <summary>Numbers are given before commits: what gets a lower one may be committed later.</summary>
    [TestMethod]
    public async Task WhatComesInBetweenIsNotTakenForDelivered()
    {
        var database = new Database(TestDatabase.At(Path.Combine(TestFolder.New(), "outbox.db")));
        MigrationRunner.Migrate(database, MigrationSet.Shared);
        using var writer = new GroupCommitWriter(database);
        var outbox = new Outbox(database);
        await writer.WriteAsync(session => Put(session, 1, 2, 4, 5, 8));
        SendBatch send = async (messages, _) =>
        {
            _received.AddRange(messages.Select(message => Encoding.UTF8.GetString(message.Span)));
            if (_received.Count == 5)
            {
                await writer.WriteAsync(session => Put(session, 3, 7));
            }
        };

        var delivery = new AuditDelivery(outbox, writer, send, TimeProvider.System, NullLogger.Instance);

        await delivery.DrainAsync(CancellationToken.None);
        await delivery.DrainAsync(CancellationToken.None);

        CollectionAssert.AreEqual((List<string>)["1", "2", "4", "5", "8", "3", "7"], _received);
        Assert.AreEqual(0, outbox.Depth());
    }

    [TestMethod]
    public async Task WhoseTurnItIsNotSendsNothingUntilTheOtherOneHasGone()
    {
        var database = new Database(TestDatabase.At(Path.Combine(TestFolder.New(), "outbox.db")));
        MigrationRunner.Migrate(database, MigrationSet.Shared);
        using var writer = new GroupCommitWriter(database);
        var outbox = new Outbox(database);
        var timers = new ManualTimers();
        var other = new StandInLease();
        var delivery = new AuditDelivery(
            outbox, writer, SendAsync, timers, NullLogger.Instance, () => other.IsHeld ? null : new StandInLease());
        await writer.WriteAsync(session => Put(session, 1));
        using var stop = new CancellationTokenSource();

        var running = delivery.RunAsync(stop.Token);
        await timers.UntilDueAsync(LongestPause);
        await delivery.DrainLastAsync(CancellationToken.None);
        Assert.IsEmpty(_received);
        other.Dispose();
        timers.Pass(LongestPause);
        await Eventually.IsTrueAsync("it is delivered", () => outbox.Depth() == 0);

        CollectionAssert.AreEqual((List<string>)["1"], _received);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => running);
    }

    private static void Put(WriteSession session, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            session.Execute(
                "INSERT INTO audit_outbox (sequence, message) VALUES (@number, @message)", number,
                Encoding.UTF8.GetBytes($"{number}"));
        }
    }

    private sealed class StandInLease : ILease
    {
        public bool IsHeld { get; private set; } = true;

        public void Dispose() => IsHeld = false;
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
