using System.Diagnostics;
using System.Globalization;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>
/// Audit messages under kill -9: whatever the moment, what was confirmed to a sender is there, and the chain, its
/// checkpoints and their anchors agree. XDSDMP_CRASH_ROUNDS kills more often.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class AuditCrashTests : IDisposable
{
    private const int Senders = 4;
    private const int MinMilliseconds = 500;
    private const int MaxMilliseconds = 2_500;

    private readonly string _data = TestFolder.New();
    private readonly ChildServices _services;

    public AuditCrashTests() => _services = new ChildServices(_data);

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task WhateverTheMomentNothingConfirmedIsMissing()
    {
        var rounds = Environment.GetEnvironmentVariable("XDSDMP_CRASH_ROUNDS") is { Length: > 0 } value
            ? int.Parse(value, CultureInfo.InvariantCulture) : 2;
        await _services.StartAsync();
        var port = _services.SyslogPort;
        using var stop = new CancellationTokenSource();
        List<AuditSender> senders =
            [.. Enumerable.Range(1, Senders).Select(i => new AuditSender($"sender{i}", () => port))];
        var clock = Stopwatch.StartNew();
        List<Task> sending = [.. senders.Select(sender => Task.Run(() => sender.RunAsync(stop.Token)))];
        for (var round = 1; round <= rounds; round++)
        {
            await Task.Delay(Random.Shared.Next(MinMilliseconds, MaxMilliseconds));
            await _services.KillAsync();
            await _services.StartAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(sending);
        TestContext.WriteLine($"{senders.Sum(s => s.Confirmed.Count)} confirmed in {clock.Elapsed.TotalSeconds:0} s");
        await _services.KillAsync();
        CheckRecords(senders);
    }

    private void CheckRecords(IReadOnlyList<AuditSender> senders)
    {
        using var archive = AuditArchive.Open(Path.Combine(_data, "atna.db"));
        using var keys = PublicKeys.Read(Path.Combine(_data, "atna-checkpoint.pub"));
        var outcome = archive.Verify(
            new VerificationBasis { Keys = keys, Anchors = Path.Combine(_data, "atna-checkpoints.txt") });
        Assert.AreEqual("", string.Join('\n', outcome.Problems.Select(problem => problem.Text)));
        var stored = new HashSet<string>();
        for (var sequence = 1L; sequence <= outcome.Head!.Sequence; sequence++)
        {
            stored.Add(AuditSender.NameOf(archive.Find(sequence)!.Message.Raw));
        }

        var missing = senders.SelectMany(sender => sender.Confirmed).Where(name => !stored.Contains(name)).ToList();
        Assert.IsEmpty(missing, string.Join(", ", missing.Take(10)));
    }
}
