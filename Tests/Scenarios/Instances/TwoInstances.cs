using XdsDmp.Atna.Storage;
using XdsDmp.Tests.Scenarios.ContentStores;
using XdsDmp.Tests.Scenarios.Crash;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Instances;

/// <summary>
/// Two processes with all three services each, on the same PostgreSQL databases and the same bucket, behind nginx: what
/// one of them is to its clients, the other one is as well.
/// </summary>
internal sealed class TwoInstances : IDisposable
{
    private readonly S3Bucket _bucket;
    private readonly Balancer _balancer;
    private readonly string _records;

    private TwoInstances(
        S3Bucket bucket, ChildServices first, ChildServices second, Balancer balancer, string documents, string records)
    {
        _bucket = bucket;
        First = first;
        Second = second;
        _balancer = balancer;
        Documents = documents;
        _records = records;
    }

    public ChildServices First { get; }

    public ChildServices Second { get; }

    /// <summary>The repository's database.</summary>
    public string Documents { get; }

    public Uri Registry => _balancer.Registry;

    public Uri Repository => _balancer.Repository;

    public static async Task<TwoInstances> StartAsync()
    {
        var (registry, repository, records) = (
            TestDatabase.OnServer(), TestDatabase.OnServer(), TestDatabase.OnServer());
        var bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("swift"));
        string[] settings =
        [
            .. bucket.Settings().Select(setting => $"--{setting.Key}={setting.Value}"),
            $"--Registry:Database={registry}", $"--Repository:Database={repository}", $"--Atna:Database={records}",
            $"--Atna:CheckpointKey={Path.Combine(TestFolder.New(), "checkpoint.key")}",
            "--Health:DrainSeconds=3", "--Health:MinFreeMegabytes=0",
        ];
        var first = new ChildServices(TestFolder.New(), settings);
        var second = new ChildServices(TestFolder.New(), settings);
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        return new TwoInstances(
            bucket, first, second, await Balancer.StartAsync(first.BasePort, second.BasePort), repository, records);
    }

    /// <summary>What is wrong with what the clients were told, by both instances.</summary>
    public async Task CheckAsync(IReadOnlyCollection<BalancedClient> clients)
    {
        foreach (var client in clients)
        {
            await client.CheckAsync(First.Client);
            await client.CheckAsync(Second.Client);
        }
    }

    /// <summary>
    /// Each submission that was acknowledged is among the records, as repository and registry have seen it, and all
    /// records are one chain.
    /// </summary>
    public async Task CheckAuditTrailAsync(IReadOnlyCollection<BalancedClient> clients)
    {
        using var archive = AuditArchive.Open(_records);
        foreach (var set in clients.SelectMany(client => client.Stored).Select(stored => stored.SubmissionSetUniqueId))
        {
            foreach (var transaction in new[] { "ITI-41", "ITI-42" })
            {
                var filter = new AuditFilter { ObjectId = set, EventCode = transaction, Outcome = 0 };
                await Eventually.IsTrueAsync(
                    $"{transaction} of {set} is among the records", () => archive.List(filter).Count > 0, seconds: 60);
            }
        }

        Assert.IsTrue(archive.Verify().IsIntact);
    }

    public void Dispose()
    {
        _balancer.Dispose();
        First.Dispose();
        Second.Dispose();
        _bucket.Dispose();
    }
}
