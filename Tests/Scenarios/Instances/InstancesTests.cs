using XdsDmp.Repository.Storage;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Instances;

/// <summary>Several instances of each service on one database: what happens to one of them is nobody's loss.</summary>
[TestClass]
[DoNotParallelize]
public sealed class InstancesTests
{
    private const int Clients = 12;

    /// <summary>Of each client, between two things that happen.</summary>
    private const int Answers = 6;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task ARollingRestartUnderLoadFailsNoRequest()
    {
        using var instances = await TwoInstances.StartAsync();
        var clients = Enumerable.Range(0, Clients).Select(_ => new BalancedClient(instances, repeats: false)).ToList();

        await UnderLoadAsync(clients, async traffic =>
        {
            foreach (var instance in new[] { instances.First, instances.Second })
            {
                await traffic();
                var (exitCode, took) = await instance.StopAsync();
                TestContext.WriteLine($"stopped with {exitCode} after {took.TotalSeconds:0.0} s");
                Assert.AreEqual(0, exitCode);
                await traffic();
                await instance.StartAsync();
            }

            await traffic();
        });

        Assert.AreEqual("", string.Join('\n', clients.SelectMany(client => client.Failures)));
        await instances.CheckAsync(clients);
        await instances.CheckAuditTrailAsync(clients);
    }

    /// <summary>kill -9: who was cut off asks again, with the same MessageID, and is answered once.</summary>
    [TestMethod]
    public async Task AKilledInstanceLosesNothingThatWasAcknowledged()
    {
        using var instances = await TwoInstances.StartAsync();
        var clients = Enumerable.Range(0, Clients).Select(_ => new BalancedClient(instances, repeats: true)).ToList();

        await UnderLoadAsync(clients, async traffic =>
        {
            foreach (var instance in new[] { instances.First, instances.Second })
            {
                await traffic();
                await instance.KillAsync();
                await traffic();
                await instance.StartAsync();
            }

            await traffic();
        });

        Assert.AreEqual("", string.Join('\n', clients.SelectMany(client => client.Failures)));
        await instances.CheckAsync(clients);
        await instances.CheckAuditTrailAsync(clients);
        using var documents = new DocumentList(instances.Documents);
        await Eventually.IsTrueAsync("no submission is open", () => documents.Intents == 0, seconds: 30);
    }

    /// <summary>The function given waits until every client has had some more answers.</summary>
    private async Task UnderLoadAsync(List<BalancedClient> clients, Func<Func<Task>, Task> happening)
    {
        using var end = new CancellationTokenSource();
        var running = clients.ConvertAll(client => Task.Run(() => client.RunAsync(end.Token)));
        try
        {
            await happening(TrafficAsync);
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(running);
            clients.ForEach(client => client.Dispose());
            TestContext.WriteLine(
                $"{clients.Sum(client => client.Answers)} answers, {clients.Sum(client => client.Repeated)} repeated, "
                + $"{clients.Sum(client => client.Failures.Count)} failures");
        }

        async Task TrafficAsync()
        {
            var before = clients.ConvertAll(client => client.Answers);
            await Eventually.IsTrueAsync(
                "every client was answered",
                () => clients.Index().All(client => client.Item.Answers >= before[client.Index] + Answers),
                seconds: 120);
        }
    }
}
