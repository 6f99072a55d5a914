using System.Globalization;
using XdsDmp.Repository.Storage;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>
/// SIGTERM while clients submit, ask, retrieve and send audit messages: what was accepted is answered, the process ends
/// in time, and the next start finds nothing to repair. XDSDMP_STOP_ROUNDS stops more often.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class StopUnderLoadTests : IDisposable
{
    private const int Submitters = 4;
    private const int Readers = 2;
    private const int AuditSenders = 2;
    private const int MinMilliseconds = 300;
    private const int MaxMilliseconds = 2500;
    private static readonly TimeSpan MostOfAStop = TimeSpan.FromSeconds(10);

    /// <summary>On a machine where everybody else takes the processors, the last step waits for its turn.</summary>
    private static readonly TimeSpan WaitForItsTurn = TimeSpan.FromSeconds(10);

    private readonly ChildServices _services = new(TestFolder.New());

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task WhatWasAcceptedIsAnsweredAndNothingIsLeftToRepair()
    {
        var rounds = int.TryParse(
            Environment.GetEnvironmentVariable("XDSDMP_STOP_ROUNDS"), CultureInfo.InvariantCulture, out var wanted)
            ? wanted : 3;
        await _services.StartAsync();
        for (var round = 1; round <= rounds; round++)
        {
            await RoundAsync(round);
        }
    }

    private async Task RoundAsync(int round)
    {
        var port = _services.SyslogPort;
        var submitters = Enumerable.Range(0, Submitters)
            .Select(_ => Task.Run(new Submitter(_services.Client, Random.Shared.Next()).RunAsync)).ToList();
        var readers = Enumerable.Range(0, Readers)
            .Select(_ => Task.Run(() => ReadUntilStoppedAsync(_services.Client))).ToList();
        using var end = new CancellationTokenSource();
        var senders = Enumerable.Range(0, AuditSenders)
            .Select(i => new AuditSender($"round{round}sender{i}", () => port)).ToList();
        var sending = senders.Select(sender => Task.Run(() => sender.RunAsync(end.Token))).ToList();
        await Task.Delay(Random.Shared.Next(MinMilliseconds, MaxMilliseconds));

        var (exitCode, took) = await _services.StopAsync();

        IReadOnlyList<Sent> sent = [.. (await Task.WhenAll(submitters)).SelectMany(all => all)];
        var read = (await Task.WhenAll(readers)).Sum();
        var unanswered = sent.Where(s => s.Answer is null).ToList();
        TestContext.WriteLine(
            $"stop {round}: exit code {exitCode} after {took.TotalSeconds:0.0} s; {sent.Count - unanswered.Count} "
            + $"submissions answered, {unanswered.Count} cut off, {read} read, "
            + $"{senders.Sum(sender => sender.ConfirmedCount)} audit messages confirmed");
        Assert.AreEqual(0, exitCode);
        Assert.IsLessThan(IsCrowded() ? MostOfAStop + WaitForItsTurn : MostOfAStop, took);
        CheckNothingIsLeft(unanswered);
        var lines = LogLines().Count;
        await _services.StartAsync();
        await end.CancelAsync();
        await Task.WhenAll(sending);
        await CheckAsync([.. sent.Where(s => s.Answer is not null)], unanswered);
        CheckLog([.. LogLines().Skip(lines)]);
    }

    /// <summary>Asks and retrieves until nobody answers any more.</summary>
    private static async Task<int> ReadUntilStoppedAsync(TestClient client)
    {
        var submission = TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(50_000));
        var answers = 0;
        try
        {
            Scenario.IsSuccess(await client.ProvideAsync(submission));
            while (true)
            {
                Assert.IsNotNull(await client.EntryOfAsync(submission.UniqueId));
                CollectionAssert.AreEqual(
                    submission.Bytes, (await client.RetrieveAsync(submission.UniqueId)).Bytes(submission.UniqueId));
                answers += 2;
            }
        }
        catch (SoapTransportException)
        {
            return answers;
        }
    }

    /// <summary>
    /// While nobody runs: no open submission, no staged file, no octets of nobody, no undelivered record.
    /// </summary>
    private void CheckNothingIsLeft(IReadOnlyList<Sent> unanswered)
    {
        using var list = new DocumentList(_services.RepositoryDatabase);
        var documents = list.ByContentKey().ToList();
        Assert.AreEqual(0, list.Intents, "open submissions");
        Assert.IsTrue(documents.TrueForAll(document => document.IsPublished));
        var content = Path.Combine(_services.Data, "content");
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(content, "staging")));
        CollectionAssert.AreEquivalent(
            documents.ConvertAll(document => document.Content.Key),
            Directory.GetFiles(Path.Combine(content, "content"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(file)).ToList());
        foreach (var database in new[] { _services.RegistryDatabase, _services.RepositoryDatabase })
        {
            Assert.AreEqual(0, new Outbox(new Database(database)).Depth(), database);
        }

        var registered = documents.Select(document => document.UniqueId).ToHashSet();
        Assert.IsEmpty(
            unanswered.SelectMany(sent => sent.Submission.UniqueIds).Where(registered.Contains),
            "stored, and the sender does not know");
    }

    private async Task CheckAsync(IReadOnlyList<Sent> answered, IReadOnlyList<Sent> unanswered)
    {
        foreach (var sent in answered)
        {
            Scenario.IsSuccess(sent.Answer!);
            var retrieved = await _services.Client.RetrieveAsync([.. sent.Submission.UniqueIds]);
            Scenario.IsSuccess(retrieved.Response);
        }

        foreach (var sent in unanswered)
        {
            Assert.IsNull(await _services.Client.EntryOfAsync(sent.Submission.UniqueIds[0]));
            Scenario.IsSuccess(await _services.Client.ProvideAsync(sent.Submission, sent.MessageId));
        }
    }

    /// <summary>Several times as much wants to run as can.</summary>
    private static bool IsCrowded() => File.Exists("/proc/loadavg") && double.Parse(
        File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) > 4 * Environment.ProcessorCount;

    private List<string> LogLines() => [.. File.ReadAllLines(Path.Combine(_services.Data, "logs", "xdsdmp.log"))];

    /// <summary>Nothing was put in order at the start, and nothing failed.</summary>
    private static void CheckLog(IReadOnlyList<string> lines)
    {
        string[] repairs = ["Settled", "settled", "removed", "repair", " ERROR ", " FATAL "];
        var found = lines.Where(line => repairs.Any(word => line.Contains(word, StringComparison.Ordinal)));
        Assert.AreEqual("", string.Join('\n', found));
    }
}
