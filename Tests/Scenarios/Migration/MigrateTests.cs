using System.Text.Json.Nodes;
using Npgsql;
using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Scenarios.ContentStores;
using XdsDmp.Tests.Scenarios.Crash;
using XdsDmp.Tests.Scenarios.Import;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Migration;

/// <summary>
/// <c>xdsdmp migrate</c>: from files to PostgreSQL, the documents into the database, into a bucket, or where they are.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class MigrateTests : IDisposable
{
    private readonly string _folder = TestFolder.New();
    private readonly string _patient = TestSubmission.NewPatient();
    private readonly ChildServices _before;
    private OtherSystem? _sent;
    private S3Bucket? _bucket;

    /// <summary>On files, whatever the other tests are on.</summary>
    public MigrateTests() => _before = new ChildServices(
        Data, $"--Registry:Database={Path.Combine(Data, "registry.db")}");

    private string Data => Path.Combine(_folder, "data");

    private string Settings => Path.Combine(_folder, "to.json");

    public void Dispose()
    {
        _before.Dispose();
        _bucket?.Dispose();
    }

    [TestMethod]
    [DataRow("Disk")]
    [DataRow("Sql")]
    [DataRow("S3")]
    public async Task EverythingIsThereAsItWas(string contentStore)
    {
        var target = await WriteSettingsAsync(contentStore);
        await FillAsync();
        var expected = await ImportedSides.LinesAsync(_before.Client, _patient);
        Assert.AreEqual(0, (await _before.StopAsync()).ExitCode);

        var ended = await CommandProcess.DoAsync("migrate", "--from", Data, "--to", Settings);
        StringAssert.Contains(ended.Output, "atna-checkpoint.key");

        await CommandProcess.DoAsync(
            "audit", "verify", "--data", Data, "--database", target["Atna:Database"]);
        await IsThereAsync(target, expected);
        var again = await CommandProcess.RunAsync("migrate", "--from", Data, "--to", Settings);
        Assert.AreEqual(2, again.ExitCode, $"{again}");
        StringAssert.Contains(again.Errors, "has other data already");
    }

    [TestMethod]
    [DataRow("Sql")]
    [DataRow("S3")]
    public async Task KilledAgainAndAgainItGoesOn(string contentStore)
    {
        var target = await WriteSettingsAsync(contentStore);
        await FillAsync();
        var expected = await ImportedSides.LinesAsync(_before.Client, _patient);
        Assert.AreEqual(0, (await _before.StopAsync()).ExitCode);
        for (var pause = 1; pause <= 4; pause++)
        {
            using var migration = CommandProcess.Start("migrate", "--from", Data, "--to", Settings);
            await Task.WhenAny(
                Task.Delay(TimeSpan.FromMilliseconds(700 * pause)),
                Eventually.IsTrueAsync("it has come further", () => Rows(target["Atna:Database"], "record") > 0));
            await migration.KillAsync();
        }

        await CommandProcess.DoAsync("migrate", "--from", Data, "--to", Settings);

        await IsThereAsync(target, expected);
    }

    [TestMethod]
    public async Task ServicesDoNotStartOnHalfOfIt()
    {
        var target = await WriteSettingsAsync("Disk");
        await FillAsync();
        Assert.AreEqual(0, (await _before.StopAsync()).ExitCode);
        await CommandProcess.DoAsync("migrate", "--from", Data, "--to", Settings);
        Execute(
            target["Registry:Database"],
            "INSERT INTO schema_migration VALUES ('shared', 9999, 'as an interrupted migration leaves it', '')");

        var ended = await CommandProcess.RunAsync(["up", "--data", Data, .. Arguments(target)]);

        Assert.AreNotEqual(0, ended.ExitCode);
        StringAssert.Contains(ended.Errors, "is being filled by xdsdmp migrate");
    }

    [TestMethod]
    public async Task ARunningSourceIsRefused()
    {
        await WriteSettingsAsync("Disk");
        await _before.StartAsync();

        var folder = await CommandProcess.RunAsync("migrate", "--from", Data, "--to", Settings);
        Assert.AreEqual(2, folder.ExitCode, $"{folder}");
        StringAssert.Contains(folder.Errors, "in use by another");

        // A service of its own has no lock on the folder: its connections tell.
        var source = Path.Combine(Data, "registry.json");
        await File.WriteAllTextAsync(source, """{"Registry": {"Database": "registry.db"}}""");
        var file = await CommandProcess.RunAsync("migrate", "--from", source, "--to", Settings);
        Assert.AreEqual(2, file.ExitCode, $"{file}");
        StringAssert.Contains(file.Errors, "in use by a running service");
    }

    private async Task FillAsync()
    {
        await _before.StartAsync();
        _sent = new OtherSystem(_before.Client, A.RepositoryUniqueId);
        await _sent.FillAsync(_patient);
    }

    private async Task IsThereAsync(Dictionary<string, string> target, IReadOnlyList<string> expected)
    {
        using var after = new ChildServices(Data, [.. Arguments(target)]);
        await after.StartAsync();
        CollectionAssert.AreEqual(expected.ToList(), (await ImportedSides.LinesAsync(after.Client, _patient)).ToList());
        foreach (var (uniqueId, octets) in _sent!.Octets)
        {
            CollectionAssert.AreEqual(
                octets, await ImportedSides.OctetsAsync(after.Client, A.RepositoryUniqueId, uniqueId), uniqueId);
        }

        // Numbers go on behind those that came along.
        Scenario.IsSuccess(await after.Client.ProvideAsync(TestSubmission.Of(_patient, "new")));
    }

    private async Task<Dictionary<string, string>> WriteSettingsAsync(string contentStore)
    {
        var target = new Dictionary<string, string>
        {
            ["Registry:Database"] = TestDatabase.OnServer(),
            ["Repository:Database"] = TestDatabase.OnServer(),
            ["Repository:ContentStore"] = contentStore,
            ["Atna:Database"] = TestDatabase.OnServer(),
        };
        if (contentStore == "S3")
        {
            _bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("swift"));
            foreach (var (key, value) in _bucket.SettingsWithCertificates())
            {
                target[key] = value;
            }
        }

        var settings = new JsonObject(target.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value)));
        await File.WriteAllTextAsync(Settings, settings.ToJsonString());
        return target;
    }

    private static IEnumerable<string> Arguments(Dictionary<string, string> settings) =>
        settings.Select(it => $"--{it.Key}={it.Value}");

    private static long Rows(string location, string table)
    {
        try
        {
            return (long)Execute(location, $"SELECT count(*) FROM {table}")!;
        }
        catch (PostgresException)
        {
            return 0;
        }
    }

    private static object? Execute(string location, string sql)
    {
        using var connection = new NpgsqlConnection(location["postgres:".Length..]);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
