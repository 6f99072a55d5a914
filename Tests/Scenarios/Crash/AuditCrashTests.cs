using System.Diagnostics;
using System.Globalization;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>
/// Audit messages under kill -9: whatever the moment, what was confirmed to a sender is there, and the chain, its
/// checkpoints and their anchors agree. XDSDMP_CRASH_ROUNDS kills more often, each time after a longer while;
/// XDSDMP_CRASH_RATE is how many messages a second must have been confirmed until then. run-audit.sh sets both.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class AuditCrashTests : IDisposable
{
    private const int Senders = 4;

    private readonly string _data = TestFolder.New();
    private readonly ChildServices _services;
    private readonly int? _wantedRounds = Setting("XDSDMP_CRASH_ROUNDS");
    private readonly int _wantedRate = Setting("XDSDMP_CRASH_RATE") ?? 0;

    public AuditCrashTests() => _services = new ChildServices(_data);

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task WhateverTheMomentNothingConfirmedIsMissing()
    {
        await _services.StartAsync();
        var port = _services.SyslogPort;
        using var stop = new CancellationTokenSource();
        List<AuditSender> senders =
            [.. Enumerable.Range(1, Senders).Select(i => new AuditSender($"sender{i}", () => port))];
        List<Task> sending = [.. senders.Select(sender => Task.Run(() => sender.RunAsync(stop.Token)))];
        var rates = new List<double>();
        for (var round = 1; round <= (_wantedRounds ?? 2); round++)
        {
            rates.Add(await KillAsync(round, senders));
        }

        await stop.CancelAsync();
        await Task.WhenAll(sending);
        await _services.KillAsync();
        CheckRecords(senders);
        Assert.IsGreaterThanOrEqualTo(_wantedRate, rates.Average(), "messages a second");
    }

    /// <returns>Messages confirmed in a second before the kill.</returns>
    private async Task<double> KillAsync(int round, IReadOnlyList<AuditSender> senders)
    {
        var (shortest, longest) = _wantedRounds is null ? (500, 2_500) : (2_000, 10_000);
        var (before, used, clock) = (CountOf(senders), _services.ProcessorTime, Stopwatch.StartNew());
        await Task.Delay(Random.Shared.Next(shortest, longest));
        var (count, seconds) = (CountOf(senders) - before, clock.Elapsed.TotalSeconds);
        var processor = (_services.ProcessorTime - used).TotalMicroseconds / Math.Max(1, count);
        await _services.KillAsync();
        var (atKill, recovery) = (CountOf(senders), Stopwatch.StartNew());
        await _services.StartAsync();
        await Eventually.IsTrueAsync("messages are confirmed again", () => CountOf(senders) > atKill, seconds: 120);
        TestContext.WriteLine(
            $"kill {round}: {count} confirmed in {seconds:0.0} s, {count / seconds:0} a second, "
            + $"{processor:0} microseconds of the services' processors each; "
            + $"confirmed again {recovery.Elapsed.TotalSeconds:0.0} s after the kill");
        return count / seconds;
    }

    private void CheckRecords(IReadOnlyList<AuditSender> senders)
    {
        using var archive = AuditArchive.Open(Path.Combine(_data, "atna.db"));
        using var keys = PublicKeys.Read(Path.Combine(_data, "atna-checkpoint.pub"));

        // Killed before the first checkpoint was due, the services have anchored nothing.
        var anchors = Path.Combine(_data, "atna-checkpoints.txt");
        var outcome = archive.Verify(
            new VerificationBasis { Keys = keys, Anchors = File.Exists(anchors) ? anchors : null });
        var stored = new HashSet<string>();
        var duplicates = 0;
        for (var sequence = 1L; sequence <= outcome.Head!.Sequence; sequence++)
        {
            var name = AuditSender.NameOf(archive.Find(sequence)!.Message.Raw);
            duplicates += !stored.Add(name) && name.StartsWith("sender", StringComparison.Ordinal) ? 1 : 0;
        }

        var sent = senders.SelectMany(sender => sender.Confirmed).ToList();
        var missing = sent.Where(name => !stored.Contains(name)).ToList();
        TestContext.WriteLine(
            $"{sent.Count} messages of {Senders} senders confirmed, {outcome.Records} records, {missing.Count} missing,"
            + $" {duplicates} twice or more often, {outcome.Checkpoints} checkpoints, "
            + $"verification: {(outcome.IsIntact ? "intact" : $"{outcome.ProblemCount} problems")}");
        Assert.AreEqual("", string.Join('\n', outcome.Problems.Select(problem => problem.Text)));
        Assert.IsEmpty(missing, string.Join(", ", missing.Take(10)));
    }

    private static int CountOf(IReadOnlyList<AuditSender> senders) => senders.Sum(sender => sender.ConfirmedCount);

    private static int? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
