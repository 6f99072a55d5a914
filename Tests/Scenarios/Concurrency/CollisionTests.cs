using System.Globalization;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Concurrency;

/// <summary>
/// Sixty-four clients submit, replace, update and query at once for the same few patients, for a minute, or for
/// XDSDMP_COLLISION_SECONDS. Whatever collides: no error that the profile does not name, no lost update, nothing
/// Deprecated answered as Approved, no folder whose time goes back.
/// </summary>
[TestClass]
public sealed class CollisionTests
{
    private const int Clients = 64;
    private const int Patients = 3;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task WhateverCollidesNothingIsLost()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync();

        await CollideAsync(services);
    }

    [TestMethod]
    public async Task WhateverCollidesOnTwoInstancesOfOneDatabaseNothingIsLost()
    {
        var database = TestDatabase.OnServer();
        await using var one = await TestServices.StartRegistryOnlyAsync(("Registry:Database", database));
        await using var other = await TestServices.StartRegistryOnlyAsync(("Registry:Database", database));

        await CollideAsync(one, other);
    }

    private async Task CollideAsync(params TestServices[] instances)
    {
        TestClient[] clients = [.. instances.Select(instance => instance.Client())];
        var client = clients[0];
        var patients = Enumerable.Range(0, Patients)
            .Select(_ => new SharedPatient(TestSubmission.NewPatient())).ToList();
        await Task.WhenAll(patients.Select(patient => patient.OpenAsync(client)));
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds()));

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(
            i => new CollidingClient(clients[i % clients.Length], patients[i % Patients], seed: i)
                .RunAsync(time.Token)));

        foreach (var patient in patients)
        {
            await patient.VerifyAsync(client);
            TestContext.WriteLine(patient.Summary);
        }

        Assert.IsEmpty(instances.SelectMany(instance => instance.Log)
            .Where(line => line.StartsWith("Error", StringComparison.Ordinal)));
    }

    private static int Seconds() =>
        int.TryParse(
            Environment.GetEnvironmentVariable("XDSDMP_COLLISION_SECONDS"), NumberStyles.None,
            CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : 60;
}
