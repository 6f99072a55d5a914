using System.Text.Json;
using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Operations;

/// <summary>What the log files tell, and what they must never tell.</summary>
[TestClass]
public sealed class LogTests
{
    private const string Patient = "PATIENT-4711-RECOGNISABLE";
    private const string UniqueId = "1.2.826.0.1.4711.77";
    private const string Title = "Compte rendu reconnaissable";
    private const string Octets = "Diagnostic reconnaissable entre tous";
    private const string Name = "RECONNAISSABLE-DUPONT";
    private const string Doctor = "DOCTEUR RECONNAISSABLE";

    private readonly string _folder = TestFolder.New();

    private string Data => Path.Combine(_folder, "data");

    [TestCleanup]
    public void Remove() => TestFolder.Delete(_folder);

    [TestMethod]
    [DataRow("Text")]
    [DataRow("Json")]
    public async Task NoHealthDataIsInAnyLog(string format)
    {
        var lines = await RunAsync(format);

        // The assertion's own octets: any piece of its signature would do.
        var assertion = await File.ReadAllTextAsync(Path.Combine(_folder, "assertion.xml"));
        var start = assertion.IndexOf("SignatureValue>", StringComparison.Ordinal) + "SignatureValue>".Length;
        string[] secrets =
            [Patient, Name, UniqueId, Title, Octets, Doctor, assertion.Substring(start, 40).Trim()];
        foreach (var secret in secrets)
        {
            Assert.AreEqual("", string.Join("\n", lines.Where(line => line.Contains(secret))), secret);
        }

        foreach (var transaction in new[] { "ITI-8", "ITI-18", "ITI-41", "ITI-42", "ITI-43" })
        {
            Assert.IsTrue(
                lines.Any(line => line.Contains($"{transaction} Success")), $"no line about {transaction}");
        }

        Assert.IsTrue(lines.Any(line => line.Contains("ITI-41 Failure")), "no line about the refusal");
    }

    [TestMethod]
    public async Task OneTraceFindsRepositoryAndRegistry()
    {
        var lines = (await RunAsync("Json")).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        var submission = lines.First(line => Of(line, "Transaction") == "ITI-41");
        Assert.AreEqual("repository-access", Of(submission, "logger"));
        Assert.AreEqual("practice", Of(submission, "Caller"));
        var registration = lines.Single(line =>
            Of(line, "Transaction") == "ITI-42" && Of(line, "trace") == Of(submission, "trace"));
        Assert.AreEqual("registry-access", Of(registration, "logger"));
        Assert.AreNotEqual(Of(submission, "exchange"), Of(registration, "exchange"));
        Assert.IsTrue(submission.GetProperty("OctetsIn").GetInt64() > Octets.Length);
    }

    [TestMethod]
    public async Task TheAccessLineCanBeSwitchedOff()
    {
        var lines = await RunAsync("Text", "--Logs:Access=false");
        Assert.IsFalse(lines.Any(line => line.Contains("ITI-41 Success")));
    }

    private static string? Of(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>ITI-8, 41, 42, 18, 43, and a submission that is refused; everything is logged that can be.</summary>
    private async Task<IReadOnlyList<string>> RunAsync(string format, params string[] more)
    {
        using var up = CommandProcess.Start(
            ["up", "--data", Data, "--Logs:Level=Trace", $"--Logs:Format={format}", .. more]);
        var endpoints = await up.UntilUpAsync(Data);
        var note = Path.Combine(_folder, "note.txt");
        var assertion = Path.Combine(_folder, "assertion.xml");
        await File.WriteAllTextAsync(note, Octets);
        var feed = int.Parse(endpoints.PatientIdentityFeedMllp!.Split(':')[1]);
        await using (var engine = await TestFeed.ConnectPlainAsync(feed))
        {
            await engine.SendAsync(Adt.A01(Adt.Id(Patient)).Replace("DUPONT", Name));
        }

        await CommandProcess.DoAsync(
            "vihf", "--xua", "--ps", Doctor, "--patient", Patient, "-o", assertion, "--data", Data);
        string[] common = ["--data", Data, "--assertion", assertion];
        string[] submit = ["submit", note, "--unique-id", UniqueId, "--title", Title];
        await CommandProcess.DoAsync([.. submit, "--patient", Patient, .. common]);
        await CommandProcess.DoAsync(["query", "find-documents", "--patient", Patient, .. common]);
        await CommandProcess.DoAsync(
            ["retrieve", UniqueId, "--out", Path.Combine(_folder, "back.txt"), .. common]);
        var refused = await CommandProcess.RunAsync([.. submit, "--patient", $"{Patient}-2", "--data", Data]);
        Assert.AreEqual(1, refused.ExitCode, refused.ToString());
        await up.StopAsync();
        return
        [
            .. Directory.GetFiles(Path.Combine(Data, "logs")).SelectMany(File.ReadLines)
                .Where(line => line.Length > 0),
        ];
    }
}
