using System.Text.Json;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.CommandLine;

/// <summary><c>xdsdmp content</c> beside a repository that runs.</summary>
[TestClass]
public sealed class ContentTests
{
    private readonly TestSubmission _submission = TestSubmission.Of(TestSubmission.NewPatient(), "Hello, DMP");

    [TestMethod]
    public async Task ADamagedDocumentIsFoundRepairedAndHandedOutAgain()
    {
        await using var services = await TestServices.StartAsync();
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        await RunAsync(services, 0, "all as they were stored", "check");
        var file = Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories).Single();
        var octets = await File.ReadAllBytesAsync(file);
        octets[3] ^= 1;
        await File.WriteAllBytesAsync(file, octets);
        var copies = TestFolder.New();
        await File.WriteAllBytesAsync(Path.Combine(copies, "any-name.txt"), _submission.Bytes);

        await RunAsync(services, 1, $"damaged: document {_submission.UniqueId}", "check");
        await RunAsync(services, 1, "1 findings are left", "repair");
        await RunAsync(services, 0, $"stored anew: document {_submission.UniqueId}", "repair", "--from", copies);
        await RunAsync(services, 1, "ownerless", "check");
        await RunAsync(services, 0, "deleted", "repair", "--remove-ownerless");
        await RunAsync(services, 0, "all as they were stored", "check");

        var retrieved = await services.Client().RetrieveAsync(_submission.UniqueId);
        CollectionAssert.AreEqual(_submission.Bytes, retrieved.Bytes(_submission.UniqueId));
    }

    [TestMethod]
    public async Task AMachineCanReadTheFindings()
    {
        await using var services = await TestServices.StartAsync();
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        Directory.Delete(services.ContentFolder, recursive: true);
        Directory.CreateDirectory(services.ContentFolder);

        var json = await RunAsync(services, 1, "{", "check", "--quick", "--json");

        var report = JsonDocument.Parse(json).RootElement;
        Assert.AreEqual(1, report.GetProperty("documents").GetInt32());
        Assert.AreEqual("Damaged", report.GetProperty("findings")[0].GetProperty("kind").GetString());
        Assert.AreEqual(_submission.UniqueId, report.GetProperty("findings")[0].GetProperty("uniqueId").GetString());
    }

    /// <summary>
    /// From the first key to the second while the repository runs: it takes the new one up by itself.
    /// </summary>
    [TestMethod]
    public async Task AMasterKeyIsMadeUsedAndReplaced()
    {
        var file = Path.Combine(TestFolder.New(), "master.keys");
        var first = await NewKeyAsync(file);
        await using var services = await TestServices.StartAsync(("Repository:MasterKeyFile", file));
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        var stored = await File.ReadAllBytesAsync(
            Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories).Single());
        Assert.IsLessThan(0, stored.AsSpan().IndexOf("Hello"u8), "what is stored can be read");
        await RunAsync(services, 0, $"{first}: 1 documents", "keys", $"--Repository:MasterKeyFile={file}");

        var second = await NewKeyAsync(file);
        await services.StopRepositoryAsync();
        await services.StartRepositoryAsync();
        await Eventually.IsTrueAsync(
            "the key of the document is wrapped anew", async () => (await CommandProcess.RunAsync(
            Arguments(services, "keys", $"--Repository:MasterKeyFile={file}"))).Output.StartsWith(
                $"{second}: 1 documents", StringComparison.Ordinal));

        var retrieved = await services.Client().RetrieveAsync(_submission.UniqueId);
        CollectionAssert.AreEqual(_submission.Bytes, retrieved.Bytes(_submission.UniqueId));
    }

    [TestMethod]
    public async Task WhereThereIsNoRepositoryThatIsSaid()
    {
        var ended = await CommandProcess.RunAsync("content", "check", "--data", TestFolder.New());

        Assert.AreEqual(2, ended.ExitCode);
        StringAssert.Contains(ended.Errors, "there is no repository here");
    }

    private static async Task<string> NewKeyAsync(string file) =>
        (await CommandProcess.DoAsync("content", "new-key", file)).Output.Split(' ')[0];

    private static string[] Arguments(TestServices services, params string[] command) =>
    [
        "content", .. command, "--data", services.Folder, $"--Repository:Database={services.RepositoryDatabase}",
        $"--Repository:ContentFolder={Path.GetDirectoryName(services.ContentFolder)}",
    ];

    private static async Task<string> RunAsync(
        TestServices services, int exitCode, string expected, params string[] command)
    {
        var ended = await CommandProcess.RunAsync(Arguments(services, command));
        Assert.AreEqual(exitCode, ended.ExitCode, $"{ended}");
        StringAssert.Contains(ended.Output, expected, $"{ended}");
        return ended.Output;
    }
}
