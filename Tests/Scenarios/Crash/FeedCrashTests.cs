using System.Text.Json;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>A patient identity feed under kill -9: what was acknowledged is there after a restart.</summary>
[TestClass]
[SqliteOnly]
[DoNotParallelize]
public sealed class FeedCrashTests : IDisposable
{
    private const int Senders = 4;
    private readonly ChildServices _services = new(TestFolder.New());
    private int _acknowledged;

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task WhatWasAcknowledgedIsKnownAfterwards()
    {
        await _services.StartAsync();
        var sending = Enumerable.Range(0, Senders).Select(_ => Task.Run(SendUntilCutOffAsync)).ToList();
        await Eventually.IsTrueAsync("a patient is acknowledged", () => Volatile.Read(ref _acknowledged) > 0);
        await Task.Delay(Random.Shared.Next(300, 1200));
        await _services.KillAsync();
        var acknowledged = (await Task.WhenAll(sending)).SelectMany(patients => patients).ToList();

        await _services.StartAsync();

        var (exitCode, output) = await _services.RunAsync("patient", "list", "--json", "--limit", "1000000");
        Assert.AreEqual(0, exitCode, output);
        using var listed = JsonDocument.Parse(output);
        var known = listed.RootElement.EnumerateArray().Select(p => p.GetProperty("id").GetString()).ToHashSet();
        CollectionAssert.AreEqual(Array.Empty<string>(), acknowledged.Where(p => !known.Contains(p)).ToArray());
    }

    private async Task<List<string>> SendUntilCutOffAsync()
    {
        var acknowledged = new List<string>();
        try
        {
            await using var feed = await _services.FeedAsync();
            while (true)
            {
                var patient = TestSubmission.NewPatient();
                Assert.AreEqual("AA", (await feed.SendAsync(Adt.A01(patient))).Code);
                acknowledged.Add(patient);
                Interlocked.Increment(ref _acknowledged);
            }
        }
        catch (IOException)
        {
            return acknowledged;
        }
    }
}
