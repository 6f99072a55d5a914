using System.Text.Json;
using System.Text.Json.Nodes;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.CommandLine;

/// <summary>What the commands leave in the audit trail, whoever is away meanwhile.</summary>
[TestClass]
public sealed class ClientAuditTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xdsdmp-client-");

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Its <c>endpoints.json</c> names an audit repository that is not there.</summary>
    private string Elsewhere => Directory.CreateDirectory(Path.Combine(_folder.FullName, "elsewhere")).FullName;

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task WhatCouldNotBeDeliveredIsDeliveredByALaterCommandInOrder()
    {
        using var up = CommandProcess.Start("up", "--data", Data);
        await up.UntilUpAsync(Data);
        await CommandProcess.DoAsync("patient", "add", "P-1", "--data", Data);
        var real = await File.ReadAllTextAsync(Path.Combine(Data, "endpoints.json"));
        var endpoints = Path.Combine(Elsewhere, "endpoints.json");
        await File.WriteAllTextAsync(endpoints, WithoutReceiver(real));
        var report = Path.Combine(_folder.FullName, "note.txt");
        await File.WriteAllTextAsync(report, "Note fictive");

        var submitted = await CommandProcess.DoAsync(
            "submit", report, "--patient", "P-1", "--unique-id", "1.2.3.4", "--endpoints", endpoints);
        StringAssert.Contains(submitted.Errors, "1 audit messages of this client wait");
        await CommandProcess.DoAsync("query", "find-documents", "--patient", "P-1", "--endpoints", endpoints);
        Assert.AreEqual(2, await WaitingAsync(), "both acts wait");
        Assert.IsEmpty(await OfClientAsync());

        await File.WriteAllTextAsync(endpoints, real);
        // Which repository has it, a query tells.
        await CommandProcess.DoAsync("retrieve", "1.2.3.4", "--out", report + ".back", "--endpoints", endpoints);

        Assert.AreEqual(0, await WaitingAsync());
        Assert.AreEqual("ITI-41 ITI-18 ITI-18 ITI-43", string.Join(' ', await OfClientAsync()));
    }

    [TestMethod]
    public async Task NothingIsDoneWhereNoRecordCanBeKept()
    {
        using var up = CommandProcess.Start("up", "--data", Data);
        await up.UntilUpAsync(Data);
        await CommandProcess.DoAsync("patient", "add", "P-1", "--data", Data);
        Directory.CreateDirectory(Path.Combine(Data, "client.db"));

        var refused = await CommandProcess.RunAsync("query", "find-documents", "--patient", "P-1", "--data", Data);

        Assert.AreEqual(1, refused.ExitCode, refused.ToString());
        StringAssert.Contains(refused.Errors, "no audit message can be kept in");
    }

    /// <summary>Stopped, so that there is nobody who could be told over the network.</summary>
    [TestMethod]
    public async Task EachLookIntoTheLogIsInTheLog()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("needs SIGTERM");
        }

        using var up = CommandProcess.Start("up", "--data", Data);
        await up.UntilUpAsync(Data);
        await CommandProcess.DoAsync("patient", "add", "P-1", "--data", Data);
        await Eventually.IsTrueAsync(
            "the patient's record arrives", async () => (await RecordsAsync("ITI-8")).Count == 1);
        await up.StopAsync();

        await CommandProcess.DoAsync("audit", "show", "1", "--data", Data);
        await CommandProcess.DoAsync(
            "audit", "export", Path.Combine(_folder.FullName, "records.audit.gz"), "--data", Data);

        var looks = await RecordsAsync("110101", "--text", Environment.UserName);
        var copy = Path.Combine(_folder.FullName, "copy.db");
        File.Copy(Path.Combine(Data, "atna.db"), copy);
        await CommandProcess.DoAsync("audit", "list", "--database", copy);
        Assert.AreEqual(
            looks.Count + 1, (await RecordsAsync("110101", "--text", Environment.UserName)).Count,
            "of the last list itself; a look into a copy changes neither");
        Assert.IsGreaterThanOrEqualTo(3, looks.Count);
        await CommandProcess.DoAsync("audit", "verify", "--data", Data);
    }

    private async Task<int> WaitingAsync()
    {
        var shown = await CommandProcess.DoAsync("audit", "outbox", "--json", "--data", Elsewhere);
        using var json = JsonDocument.Parse(shown.Output);
        return json.RootElement.EnumerateArray().Single(e => e.GetProperty("service").GetString() == "client")
            .GetProperty("messages").GetInt32();
    }

    private async Task<string[]> OfClientAsync()
    {
        var listed = await CommandProcess.DoAsync(
            "audit", "list", "--source", "xdsdmp-client", "--json", "--data", Data);
        using var json = JsonDocument.Parse(listed.Output);
        return
        [
            .. json.RootElement.EnumerateArray()
                .Select(record => record.GetProperty("eventTypes").EnumerateArray().Single().GetString()!),
        ];
    }

    private async Task<List<long>> RecordsAsync(string eventCode, params string[] conditions)
    {
        var listed = await CommandProcess.DoAsync(
            ["audit", "list", "--event", eventCode, "--json", "--data", Data, .. conditions]);
        using var json = JsonDocument.Parse(listed.Output);
        return [.. json.RootElement.EnumerateArray().Select(record => record.GetProperty("sequence").GetInt64())];
    }

    /// <summary>A port that nobody listens at.</summary>
    private static string WithoutReceiver(string endpoints)
    {
        var json = JsonNode.Parse(endpoints)!;
        json["syslogTls"] = "localhost:1";
        return json.ToJsonString();
    }
}
