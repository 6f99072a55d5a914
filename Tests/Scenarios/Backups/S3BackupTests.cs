using System.Text.Json.Nodes;
using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Scenarios.ContentStores;
using XdsDmp.Tests.Scenarios.Crash;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Backups;

/// <summary>Backups of an installation whose documents are in a bucket.</summary>
[TestClass]
public sealed class S3BackupTests : IDisposable
{
    private readonly string _data = TestFolder.New();
    private readonly string _backup = TestFolder.New();
    private readonly TestSubmission _submission = TestSubmission.Of(TestSubmission.NewPatient(), new byte[70_000]);
    private readonly ChildServices _services;

    /// <summary>On files, whatever the other tests are on.</summary>
    public S3BackupTests() => _services = Services(_data);

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task DocumentsStayInTheirBucket()
    {
        using var bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("swift"));
        await FillAsync(bucket);
        await CommandProcess.DoAsync(PreparedBackup.Command("backup", _data, "--to", _backup));
        await CommandProcess.DoAsync("backup", "verify", _backup);

        var restored = await RestoreAsync(bucket);

        await IsThereAsync(restored);
    }

    [TestMethod]
    public async Task DocumentsCanBeBackedUpIntoAnotherBucket()
    {
        var server = await S3Server.OfAsync("swift");
        using var bucket = await S3Bucket.NewAsync(server);
        using var another = await S3Bucket.NewAsync(server);
        await FillAsync(bucket);
        await CommandProcess.DoAsync(PreparedBackup.Command("backup", _data, "--to", _backup, "--with-content"));
        foreach (var key in await bucket.KeysAsync())
        {
            await bucket.Store.RemoveAsync(key, CancellationToken.None);
        }

        var restored = await RestoreAsync(another);

        Assert.HasCount(1, await another.KeysAsync());
        await IsThereAsync(restored);
    }

    private async Task FillAsync(S3Bucket bucket)
    {
        await WriteSettingsAsync(_data, bucket);
        await _services.StartAsync();
        Scenario.IsSuccess(await _services.Client.ProvideAsync(_submission));
        Assert.AreEqual(0, (await _services.StopAsync()).ExitCode);
        await CommandProcess.DoAsync("content", "check", "--data", _data);
    }

    private async Task<string> RestoreAsync(S3Bucket bucket)
    {
        var restored = TestFolder.New();
        await WriteSettingsAsync(restored, bucket);
        await CommandProcess.DoAsync(PreparedBackup.Command("restore", restored, "--from", _backup));
        return restored;
    }

    private async Task IsThereAsync(string data)
    {
        using var after = Services(data);
        await after.StartAsync();
        var retrieved = await after.Client.RetrieveAsync(_submission.UniqueId);
        Scenario.IsSuccess(retrieved.Response);
        CollectionAssert.AreEqual(new byte[70_000], retrieved.Bytes(_submission.UniqueId));
    }

    private static ChildServices Services(string data) =>
        new(data, $"--Registry:Database={Path.Combine(data, "registry.db")}");

    private static async Task WriteSettingsAsync(string data, S3Bucket bucket)
    {
        var settings = new JsonObject(bucket.SettingsWithCertificates()
            .Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value)));
        await File.WriteAllTextAsync(Path.Combine(data, "appsettings.json"), settings.ToJsonString());
    }
}
