using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.CommandLine;

/// <summary>What is wrong with settings is told before a service starts with them, all of it at once.</summary>
[TestClass]
public sealed class ConfigCheckTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _folder = TestFolder.New();

    [TestCleanup]
    public void Remove() => TestFolder.Delete(_folder);

    [TestMethod]
    public async Task GoodSettingsHaveNoErrorsAndNothingIsMade()
    {
        var found = await CheckAsync(Good());

        Assert.AreEqual(0, found.ExitCode, found.Text);
        Assert.IsEmpty(found.Errors, found.Text);
        Assert.IsFalse(File.Exists(Path.Combine(_folder, "registry.db")));
        Assert.IsFalse(Directory.Exists(Path.Combine(_folder, "documents")));
    }

    [TestMethod]
    public async Task ADataFolderThatIsNotMadeYetIsFine()
    {
        var data = Path.Combine(_folder, "data");
        var found = await CommandProcess.RunAsync("config", "check", "--data", data, "--Health:MinFreeMegabytes=0");

        Assert.AreEqual(0, found.ExitCode, found.ToString());
        Assert.IsFalse(Directory.Exists(data));
    }

    [TestMethod]
    public async Task TheDataFolderOfServicesThatRunIsFine()
    {
        var data = Path.Combine(_folder, "data");
        using var up = CommandProcess.Start("up", "--data", data);
        await up.UntilUpAsync(data);

        var found = await CommandProcess.RunAsync("config", "check", "--data", data, "--Health:MinFreeMegabytes=0");

        Assert.AreEqual(0, found.ExitCode, found.ToString());
    }

    [TestMethod]
    public async Task AnUnknownKeyIsToldWithItsLineAndTheNearestOne()
    {
        var settings = Good();
        settings["Registry:UnknownPatient"] = "Accept";
        settings["Registri:Port"] = "1";
        var found = await CheckAsync(settings);

        Assert.AreEqual(1, found.ExitCode);
        var wrong = found["Registry:UnknownPatient"];
        StringAssert.Contains(wrong, "did you mean Registry:UnknownPatients?");
        StringAssert.Matches(wrong, new("appsettings.json:[0-9]+"));
        StringAssert.Contains(found["Registri:Port"], "did you mean Registry:Port?");
    }

    [TestMethod]
    public async Task AllWrongValuesAreTold()
    {
        var settings = Good();
        settings["Registry:Port"] = "eight";
        settings["Registry:CodeValidation"] = "Perhaps";
        settings["Security:Vihf"] = "Sometimes";
        settings["Health:StopDelaySeconds"] = "60";
        settings["Logs:Level"] = "Loud";
        settings["Telemetry:Endpoint"] = "collector";
        var found = await CheckAsync(settings);

        StringAssert.Contains(found["Registry:Port"], "a whole number");
        StringAssert.Contains(found["Registry:CodeValidation"], "Off, Warn, Reject");
        StringAssert.Contains(found["Security:Vihf"], "Off, Optional, Required");
        StringAssert.Contains(found["Health:StopDelaySeconds"], "0 to 4");
        StringAssert.Contains(found["Logs:Level"], "none of Trace");
        StringAssert.Contains(found["Telemetry:Endpoint"], "no URL");
    }

    [TestMethod]
    public async Task DocumentsThatOtherInstancesCannotReachAreTold()
    {
        var settings = Good();
        settings["Repository:Database"] = "postgres:Host=db.invalid;Database=repository";

        StringAssert.Contains(
            (await CheckAsync(settings))["Repository:ContentStore"], "where instances on other machines do not find");
    }

    [TestMethod]
    public async Task ACertificateThatIsNotItsKeysOrThatNobodyTrustsIsTold()
    {
        var settings = Good();
        settings["Security:Key"] = TestPki.Files.Practice.KeyPath;
        StringAssert.Contains((await CheckAsync(settings))["Security:Certificate"], "does not belong");

        settings["Security:Key"] = TestPki.Files.Node.KeyPath;
        settings["Security:TrustFolder"] = TestPki.Files.AssertionTrustFolder;
        StringAssert.Contains((await CheckAsync(settings))["Security:Certificate"], "trust folder refuses it");

        settings["Security:Certificate"] = Path.Combine(_folder, "none.pem");
        StringAssert.Contains((await CheckAsync(settings))["Security:Certificate"], "there is no file");
    }

    [TestMethod]
    public async Task MistakesInFilesOfRulesAreToldWithTheirLines()
    {
        var domain = Path.Combine(_folder, "domain.json");
        await File.WriteAllTextAsync(domain, "{\n  \"version\": \"1\",\n  \"code\": {}\n}\n");
        var systems = Path.Combine(_folder, "systems.json");
        await File.WriteAllTextAsync(systems, "{\n  \"systems\": 7\n}\n");
        var settings = Good();
        settings["Registry:AffinityDomain"] = domain;
        settings["Security:Systems"] = systems;
        var found = await CheckAsync(settings);

        StringAssert.Contains(found["Registry:AffinityDomain"], "line 3");
        StringAssert.Contains(found["Security:Systems"], "'systems' must be a list");
        StringAssert.Contains(found["Security:Systems"], "line 1");
    }

    [TestMethod]
    public async Task PortsAndDatabasesOfTwoAreTold()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var settings = Good();
        settings["Registry:Port"] = $"{port}";
        settings["Repository:Port"] = $"{port}";
        settings["Repository:Database"] = settings["Registry:Database"];
        settings["Repository:RegistryUrl"] = "https://localhost:1/registry";
        var found = await CheckAsync(settings);

        StringAssert.Contains(found["Registry:Port"], "cannot be listened on");
        StringAssert.Contains(found["Repository:Port"], "that of Registry:Port");
        StringAssert.Contains(found["Repository:Database"], "are one database");
        StringAssert.Contains(found["Repository:RegistryUrl"], $"https://localhost:{port}/registry");
    }

    [TestMethod]
    public async Task AFullDiskIsToldAndSoIsAFileWhereAFolderShouldBe()
    {
        var settings = Good();
        settings["Health:MinFreeMegabytes"] = "2000000000";
        settings["Logs:Folder"] = TestPki.Files.Node.CertificatePath;
        var found = await CheckAsync(settings);

        StringAssert.Contains(found["Registry:Database"], "MiB are free");
        StringAssert.Contains(found["Logs:Folder"], "of the wrong kind");
    }

    [TestMethod]
    public async Task OneServiceAloneIsNotAskedForTheSettingsOfOthers()
    {
        var settings = Good();
        settings["Repository:RepositoryUniqueId"] = "no OID";
        Assert.AreEqual(1, (await CheckAsync(settings)).ExitCode);
        Assert.AreEqual(0, (await CheckAsync(settings, "--service", "registry")).ExitCode);
    }

    /// <summary>For people: a table, and the exit code says the same.</summary>
    [TestMethod]
    public async Task TheTableNamesErrorsFirst()
    {
        var settings = Good();
        settings["Registry:Prot"] = "1";
        var shown = await CommandProcess.RunAsync("config", "check", Write(settings));

        Assert.AreEqual(1, shown.ExitCode);
        StringAssert.Contains(shown.Output, "did you mean Registry:Port?");
        StringAssert.Contains(shown.Output, "1 errors");
    }

    private Dictionary<string, string?> Good() => new()
    {
        ["Registry:Port"] = "0",
        ["Registry:MllpPort"] = "0",
        ["Registry:Database"] = Path.Combine(_folder, "registry.db"),
        ["Repository:Port"] = "0",
        ["Repository:Database"] = Path.Combine(_folder, "repository.db"),
        ["Repository:ContentFolder"] = Path.Combine(_folder, "documents"),
        ["Repository:RepositoryUniqueId"] = A.RepositoryUniqueId,
        ["Atna:Port"] = "0",
        ["Atna:HttpPort"] = "0",
        ["Atna:WebPort"] = "0",
        ["Atna:Database"] = Path.Combine(_folder, "atna.db"),
        ["Security:Certificate"] = TestPki.Files.Node.CertificatePath,
        ["Security:Key"] = TestPki.Files.Node.KeyPath,
        ["Security:TrustFolder"] = TestPki.Files.TrustFolder,
        ["Health:RegistryPort"] = "0",
        ["Health:RepositoryPort"] = "0",
        ["Health:AtnaPort"] = "0",
        ["Health:MinFreeMegabytes"] = "0",
    };

    /// <summary>A file as an operator would write it: a section each, a line each.</summary>
    private string Write(Dictionary<string, string?> settings)
    {
        var sections = new JsonObject();
        foreach (var (key, value) in settings)
        {
            var (section, name) = (key.Split(':')[0], key.Split(':')[1]);
            sections.TryAdd(section, new JsonObject());
            sections[section]![name] = value;
        }

        var file = Path.Combine(_folder, "appsettings.json");
        File.WriteAllText(file, sections.ToJsonString(Indented));
        return file;
    }

    private async Task<Found> CheckAsync(
        Dictionary<string, string?> settings, params string[] more)
    {
        var ended = await CommandProcess.RunAsync(["config", "check", Write(settings), "--json", .. more]);
        using var json = JsonDocument.Parse(ended.Output);
        return new Found(ended.ExitCode, json.RootElement.Clone());
    }

    private sealed record Found(int ExitCode, JsonElement Json)
    {
        public string Text => Json.ToString();

        public IReadOnlyList<string> Errors =>
            [.. Findings.Where(it => Of(it, "level") == "Error").Select(it => $"{it}")];

        /// <summary>What is said about a setting.</summary>
        public string this[string setting] => string.Join(
            "\n", Findings.Where(it => Of(it, "setting") == setting).Select(it => $"{it}"));

        private IEnumerable<JsonElement> Findings => Json.GetProperty("findings").EnumerateArray();

        private static string? Of(JsonElement finding, string name) => finding.GetProperty(name).GetString();
    }
}
