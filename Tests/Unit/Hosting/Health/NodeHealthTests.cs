using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Hosting.Health;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Hosting.Health;

[TestClass]
public sealed class NodeHealthTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ManualClock _clock = new();
    private readonly NodeHealth _health;

    public NodeHealthTests() => _health = new NodeHealth("registry", _clock, NullLogger.Instance);

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task AServiceIsReadyOnceItHasStarted()
    {
        Assert.AreEqual(HealthState.Failing, (await ReadyAsync()).State);
        _health.Started();
        Assert.AreEqual(HealthState.Ok, (await ReadyAsync()).State);
    }

    [TestMethod]
    public async Task AServiceIsAsWellAsTheWorstOfItsFindings()
    {
        _health.Started();
        _health.Add("a", _ => ValueTask.FromResult(HealthFinding.Ok("a", "fine")));
        _health.Add("b", _ => ValueTask.FromResult(HealthFinding.Degraded("b", "so so")));
        var report = await ReadyAsync();
        Assert.AreEqual(HealthState.Degraded, report.State);
        Assert.AreEqual("process a b", string.Join(' ', report.Findings.Select(finding => finding.Name)));

        _health.Add("c", _ => ValueTask.FromResult(HealthFinding.Failing("c", "gone")));
        Assert.AreEqual(HealthState.Failing, (await ReadyAsync()).State);
    }

    [TestMethod]
    public async Task WhoeverStopsIsNotReadyAndStillAlive()
    {
        _health.Started();
        _health.BeginStop();
        _health.Started();
        var report = await ReadyAsync();
        Assert.AreEqual(HealthState.Failing, report.State);
        StringAssert.StartsWith(report.Findings[0].Reason, "stopping");
        Assert.AreEqual(HealthState.Ok, _health.Live.State);
    }

    [TestMethod]
    public async Task ManyProbesCostOneCheckUntilTheFindingIsOld()
    {
        var asked = 0;
        _health.Started();
        _health.Add("counted", _ => ValueTask.FromResult(HealthFinding.Ok("", $"{Interlocked.Increment(ref asked)}")));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ReadyAsync()));
        Assert.AreEqual(1, asked);

        _clock.Pass(TimeSpan.FromSeconds(2));
        await ReadyAsync();
        Assert.AreEqual(2, asked);
    }

    [TestMethod]
    public async Task ACheckThatHangsFailsInTimeAndIsNotBegunAgain()
    {
        var begun = 0;
        var isBegun = new TaskCompletionSource();
        var never = new TaskCompletionSource<HealthFinding>();
        _health.Started();
        _health.Add("hanging", _ =>
        {
            Interlocked.Increment(ref begun);
            isBegun.TrySetResult();
            return new ValueTask<HealthFinding>(never.Task);
        });
        var first = ReadyAsync();
        await isBegun.Task;
        _clock.Pass(Patience);
        Assert.AreEqual("no answer within 5 seconds", (await first).Findings[1].Reason);
        Assert.AreEqual(HealthState.Failing, (await ReadyAsync()).State);
        Assert.AreEqual(1, begun);

        never.SetResult(HealthFinding.Ok("", "back"));
        await Eventually.IsTrueAsync("the check is back", async () => (await ReadyAsync()).State == HealthState.Ok);
    }

    [TestMethod]
    public async Task WhatACheckThrowsIsNamedByItsKindOnly()
    {
        _health.Started();
        _health.Add("broken", _ => throw new IOException("/srv/xds/content/ab/cdef is gone"));
        var finding = (await ReadyAsync()).Findings[1];
        Assert.AreEqual(HealthState.Failing, finding.State);
        Assert.AreEqual("the check failed (IOException); the log says more", finding.Reason);
    }

    private Task<HealthReport> ReadyAsync() => _health.ReadyAsync(TestContext.CancellationToken);
}
