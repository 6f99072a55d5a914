using System.Globalization;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>
/// ITI-41 is atomic under kill -9: whatever the moment, what was answered with Success is there, and of the rest a
/// document and its entry are both there or neither is. XDSDMP_CRASH_ROUNDS kills more often, XDSDMP_CRASH_SEED repeats
/// a run's choices.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class CrashTests : IDisposable
{
    private const int Submitters = 4;
    private const int MinMilliseconds = 50;
    private const int MaxMilliseconds = 1500;

    /// <summary>Of what earlier rounds left, so many are looked at again each time, and all at the end.</summary>
    private const int LookedAtAgain = 20;

    private readonly List<Sent> _settled = [];
    private readonly int _seed = Setting("XDSDMP_CRASH_SEED") ?? Random.Shared.Next();
    private readonly Random _random;
    private readonly ChildServices _services = new(TestFolder.New());

    public CrashTests() => _random = new Random(_seed);

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task WhateverTheMomentSubmissionsAreWhole()
    {
        var rounds = Setting("XDSDMP_CRASH_ROUNDS") ?? 5;
        TestContext.WriteLine($"seed {_seed}, {rounds} kills");
        await _services.StartAsync();
        for (var round = 1; round <= rounds; round++)
        {
            var sent = await SubmitUntilKilledAsync();
            await _services.StartAsync();
            await CheckAsync(sent);
            TestContext.WriteLine(
                $"kill {round}: {sent.Count(s => s.IsSuccess)} answered, {sent.Count(s => s.Answer is null)} not");
        }

        await CheckSuccessesAsync(_settled);
        await _services.KillAsync();
        var (exitCode, output) = await _services.RunAsync("audit", "verify");
        Assert.AreEqual(0, exitCode, output);
    }

    private async Task<IReadOnlyList<Sent>> SubmitUntilKilledAsync()
    {
        var submitters = Enumerable.Range(0, Submitters)
            .Select(_ => new Submitter(_services.Client, _random.Next())).Select(s => Task.Run(s.RunAsync)).ToList();
        await Task.Delay(_random.Next(MinMilliseconds, MaxMilliseconds));
        await _services.KillAsync();
        return [.. (await Task.WhenAll(submitters)).SelectMany(sent => sent)];
    }

    private async Task CheckAsync(IReadOnlyList<Sent> sent)
    {
        foreach (var answered in sent.Where(s => s.Answer is not null))
        {
            Scenario.IsSuccess(answered.Answer!);
        }

        await CheckSuccessesAsync(sent.Where(s => s.IsSuccess));
        await CheckSuccessesAsync(_settled.OrderBy(_ => _random.Next()).Take(LookedAtAgain).ToList());
        foreach (var unanswered in sent.Where(s => s.Answer is null))
        {
            await CheckUnansweredAsync(unanswered);
            _settled.Add(unanswered);
        }

        foreach (var patient in sent.GroupBy(s => s.Patient))
        {
            await CheckPatientAsync(patient.Key, patient);
        }

        _settled.AddRange(sent.Where(s => s.IsSuccess));
    }

    /// <summary>Found by its id, and retrieved with the bytes that were sent.</summary>
    private async Task CheckSuccessesAsync(IEnumerable<Sent> sent)
    {
        foreach (var submission in sent.Select(s => s.Submission))
        {
            var retrieved = await _services.Client.RetrieveAsync([.. submission.UniqueIds]);
            Scenario.IsSuccess(retrieved.Response);
            foreach (var (uniqueId, bytes) in submission.UniqueIds.Zip(submission.Documents.Values))
            {
                Assert.IsNotNull(await _services.Client.EntryOfAsync(uniqueId), uniqueId);
                CollectionAssert.AreEqual(bytes, retrieved.Bytes(uniqueId), uniqueId);
            }
        }
    }

    /// <summary>All of it or nothing; and who sends it again gets it registered, once.</summary>
    private async Task CheckUnansweredAsync(Sent sent)
    {
        var ids = sent.Submission.UniqueIds;
        var entries = new List<bool>();
        var documents = new List<bool>();
        foreach (var id in ids)
        {
            // The document is asked for first: nobody but a reader who guesses its id can have a reason to look for it.
            documents.Add((await _services.Client.RetrieveAsync(id)).Response.Status == ResponseStatus.Success);
            entries.Add(await _services.Client.EntryOfAsync(id) is not null);
        }

        Assert.HasCount(1, entries.Concat(documents).Distinct(),
            $"{sent.Submission.SubmissionSetUniqueId} is there by half");
        Scenario.IsSuccess(await _services.Client.ProvideAsync(sent.Submission, sent.MessageId));
        await CheckSuccessesAsync([sent]);
    }

    /// <summary>The registry shows what was sent, no more and no less, each once.</summary>
    private async Task CheckPatientAsync(string patient, IEnumerable<Sent> sent)
    {
        var shown = (await _services.Client.EntriesAsync(patient)).Select(entry => entry.UniqueIdOf());
        CollectionAssert.AreEquivalent(sent.SelectMany(s => s.Submission.UniqueIds).ToList(), shown.ToList());
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
