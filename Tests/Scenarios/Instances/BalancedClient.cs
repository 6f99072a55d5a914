using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Instances;

/// <summary>
/// A practice that submits, asks and retrieves without a pause, on connections of its own that it keeps as long as they
/// are kept for it. It knows one address, and nothing of instances.
/// </summary>
/// <param name="instances">Behind their balancer.</param>
/// <param name="repeats">It sends again what was not answered, with the same MessageID, as the profile allows.</param>
internal sealed class BalancedClient(TwoInstances instances, bool repeats) : IDisposable
{
    private const int MostTries = 40;
    private const int DocumentBytes = 20_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly TestConnections _connections = new(TestPki.Practice);
    private readonly string _patient = TestSubmission.NewPatient();
    private readonly List<TestSubmission> _stored = [];
    private readonly List<string> _failures = [];

    private volatile int _answers;

    /// <summary>Requests that were answered as they should be.</summary>
    public int Answers => _answers;

    /// <summary>Submissions that were acknowledged.</summary>
    public IReadOnlyList<TestSubmission> Stored => _stored;

    /// <summary>Requests that were sent again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Requests that were not answered, or not as they should be.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public async Task RunAsync(CancellationToken end)
    {
        var client = new TestClient(
            instances.Registry, instances.Repository, _connections.Client(TestHttp.Http11),
            new SoapForm(SoapVersion.Soap12, true));
        while (!end.IsCancellationRequested)
        {
            var submission = TestSubmission.Of(_patient, TestSubmission.RandomBytes(DocumentBytes));
            var messageId = AddressingHeaders.NewMessageId();
            if (await TryAsync("ITI-41", async () => Known(await client.ProvideAsync(submission, messageId))))
            {
                _stored.Add(submission);
                await TryAsync("ITI-18", async () => await client.EntryOfAsync(submission.UniqueId) is null
                    ? "the entry is not there" : null);
                await TryAsync("ITI-43", async () => Known((await client.RetrieveAsync(submission.UniqueId)).Response));
            }
        }
    }

    /// <summary>What was acknowledged is there, once, and nothing else is.</summary>
    public async Task CheckAsync(TestClient client)
    {
        var entries = (await client.EntriesAsync(_patient)).Select(entry => entry.UniqueIdOf()).ToList();
        CollectionAssert.AreEquivalent(_stored.ConvertAll(submission => submission.UniqueId), entries);
        foreach (var submission in _stored)
        {
            var retrieved = await client.RetrieveAsync(submission.UniqueId);
            CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
        }
    }

    public void Dispose() => _connections.Dispose();

    private static string? Known(RegistryResponse response) => response.Status == ResponseStatus.Success
        ? null
        : string.Join("; ", response.Errors.Select(error => $"{error.Code}: {error.Context}"));

    private async Task<bool> TryAsync(string what, Func<Task<string?>> ask)
    {
        for (var tries = 1; ; tries++)
        {
            var (problem, isFinal) = await ProblemAsync(ask);
            if (problem is null)
            {
                Interlocked.Increment(ref _answers);
                return true;
            }

            if (!repeats || isFinal || tries == MostTries)
            {
                _failures.Add($"{DateTime.UtcNow:HH:mm:ss.fff} {what}, try {tries}: {problem}");
                return false;
            }

            Repeated++;
            await Task.Delay(Pause);
        }
    }

    /// <summary>What may be said of a request that is worth another try: that nobody was there to answer it.</summary>
    private static async Task<(string? Problem, bool IsFinal)> ProblemAsync(Func<Task<string?>> ask)
    {
        try
        {
            var problem = await ask();
            return (problem, problem?.StartsWith("XDSRegistryNotAvailable", StringComparison.Ordinal) != true);
        }
        catch (Exception gone) when (gone is SoapTransportException or SoapFaultReceivedException)
        {
            return (gone.ToString(), gone is SoapFaultReceivedException);
        }
    }
}
