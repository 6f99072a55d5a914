using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Operations;

/// <summary>What a collector gets, and what it must never get.</summary>
[TestClass]
public sealed class TelemetryTests
{
    private const string Patient = "PATIENT-4711-RECOGNISABLE";
    private const string UniqueId = "1.2.826.0.1.4711.77";
    private const string Title = "Compte rendu reconnaissable";

    private static readonly string[] Metrics =
    [
        "xdsdmp.transactions", "xdsdmp.transaction.duration", "xdsdmp.transaction.octets", "xdsdmp.transactions.open",
        "xdsdmp.documents", "xdsdmp.audit.outbox", "xdsdmp.writer.queue", "xdsdmp.writer.batch",
        "xdsdmp.content.duration", "kestrel.active_connections", "dotnet.gc.collections",
    ];

    private readonly string _folder = TestFolder.New();

    private string Data => Path.Combine(_folder, "data");

    [TestCleanup]
    public void Remove() => TestFolder.Delete(_folder);

    [TestMethod]
    public async Task ACollectorGetsMetricsAndTracesThatJoinRepositoryAndRegistry()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        using var up = CommandProcess.Start(
            "up", "--data", Data, "--Registry:UnknownPatients=Accept", $"--Telemetry:Endpoint={collector.Url}",
            "--Telemetry:IntervalSeconds=1");
        await up.UntilUpAsync(Data);
        await SubmitAndReadAsync();

        await Eventually.IsTrueAsync("all metrics", () => Metrics.All(collector.Metrics.Contains));
        await Eventually.IsTrueAsync("the spans of ITI-41", () => collector.Spans.Any(span => span.Name == "ITI-41"));

        var spans = collector.Spans;
        var submission = spans.Single(span => span.Name == "ITI-41");
        Assert.AreEqual("repository", submission.Attributes["xdsdmp.service"]);
        Assert.AreEqual("Success", submission.Attributes["xdsdmp.outcome"]);
        var question = spans.Single(span => span.Name == "ITI-42" && span.Parent == submission.Id);
        var answer = spans.Single(span => span.Name == "ITI-42" && span.Parent == question.Id);
        Assert.AreEqual("registry", answer.Attributes["xdsdmp.service"]);
        Assert.AreEqual(submission.Trace, answer.Trace);

        foreach (var secret in new[] { Patient, UniqueId, Title })
        {
            Assert.DoesNotContain(secret, collector.Everything);
        }
    }

    /// <summary>Nobody listens there: that costs no request anything, and no stop its time.</summary>
    [TestMethod]
    public async Task ACollectorThatIsAwayDisturbsNobody()
    {
        using var up = CommandProcess.Start(
            "up", "--data", Data, "--Registry:UnknownPatients=Accept", "--Telemetry:Endpoint=http://127.0.0.1:1",
            "--Telemetry:IntervalSeconds=1");
        await up.UntilUpAsync(Data);
        await SubmitAndReadAsync();

        var ended = await up.StopAsync();
        Assert.AreEqual(0, ended.ExitCode, ended.ToString());
    }

    private async Task SubmitAndReadAsync()
    {
        var note = Path.Combine(_folder, "note.txt");
        await File.WriteAllTextAsync(note, "Note fictive");
        await CommandProcess.DoAsync(
            "submit", note, "--patient", Patient, "--unique-id", UniqueId, "--title", Title, "--data", Data);
        await CommandProcess.DoAsync("query", "find-documents", "--patient", Patient, "--data", Data);
        await CommandProcess.DoAsync(
            "retrieve", UniqueId, "--out", Path.Combine(_folder, "back.txt"), "--data", Data);
    }
}
