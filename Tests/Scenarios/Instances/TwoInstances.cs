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

    private TwoInstances(
        S3Bucket bucket, ChildServices first, ChildServices second, Balancer balancer, string documents)
    {
        _bucket = bucket;
        First = first;
        Second = second;
        _balancer = balancer;
        Documents = documents;
    }

    public ChildServices First { get; }

    public ChildServices Second { get; }

    /// <summary>The repository's database.</summary>
    public string Documents { get; }

    public Uri Registry => _balancer.Registry;

    public Uri Repository => _balancer.Repository;

    public static async Task<TwoInstances> StartAsync()
    {
        var (registry, repository) = (TestDatabase.OnServer(), TestDatabase.OnServer());
        var bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("swift"));
        string[] settings =
        [
            .. bucket.Settings().Select(setting => $"--{setting.Key}={setting.Value}"),
            $"--Registry:Database={registry}", $"--Repository:Database={repository}",
            "--Health:DrainSeconds=3", "--Health:MinFreeMegabytes=0",
        ];
        var first = new ChildServices(TestFolder.New(), settings);
        var second = new ChildServices(TestFolder.New(), settings);
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        return new TwoInstances(
            bucket, first, second, await Balancer.StartAsync(first.BasePort, second.BasePort), repository);
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

    public void Dispose()
    {
        _balancer.Dispose();
        First.Dispose();
        Second.Dispose();
        _bucket.Dispose();
    }
}
