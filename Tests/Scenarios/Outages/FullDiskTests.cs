using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Tests.Scenarios.Backups;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Outages;

/// <summary>
/// ITI-41 while the disk fills up: at every step the caller is told, nothing is stored by half, and with room again the
/// next try works.
/// </summary>
[TestClass]
public sealed class FullDiskTests
{
    private const int MaxSubmissions = 500;

    private readonly TestSubmission _submission =
        TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(3_000_000));

    [TestMethod]
    public async Task ADocumentWithoutRoomIsRefusedAndNothingOfItStays()
    {
        using var disk = await DiskAsync("2m");
        await using var services = await TestServices.StartAsync(
            ("Repository:ContentFolder", disk.Path), ("Repository:MinFreeBytes", "0"));
        var client = services.Client();

        Scenario.IsRefused(await client.ProvideAsync(_submission), RegistryErrorCode.XDSRepositoryOutOfResources);

        Assert.IsEmpty(Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories));
        Assert.IsNull(await client.EntryOfAsync(_submission.UniqueId));
        Scenario.IsSuccess(await client.ProvideAsync(
            TestSubmission.Of(TestSubmission.NewPatient(), "small enough")));
        await disk.ResizeAsync("20m");
        Scenario.IsSuccess(await client.ProvideAsync(_submission));
        await IsThereAsync(client, _submission);
    }

    /// <summary>
    /// The documents have room, the list of documents, its intents and its audit outbox have none: one of the next
    /// submissions fails, before the registry was asked or after. There is a document with its entry, or neither, and
    /// the same message again succeeds.
    /// </summary>
    [TestMethod]
    public async Task WithoutRoomForTheListASubmissionFailsAsAWhole()
    {
        using var disk = await DiskAsync("20m");
        await using var services = await TestServices.StartAsync(
            ("Repository:Database", Path.Combine(disk.Path, "repository.db")), ("Repository:MinFreeBytes", "0"));
        var client = services.Client();
        var filler = Fill(disk);

        var (failed, messageId) = await SubmitUntilFailureAsync(client);

        File.Delete(filler);
        var isRegistered = await client.EntryOfAsync(failed.UniqueId) is not null;
        var retrieved = await client.RetrieveAsync(failed.UniqueId);
        Assert.AreEqual(isRegistered, retrieved.Response.Status == ResponseStatus.Success, "there by half");
        Scenario.IsSuccess(await client.ProvideAsync(failed, messageId));
        await IsThereAsync(client, failed);
        Assert.IsEmpty(Directory.GetFiles(services.StagingFolder));
    }

    private static async Task<(TestSubmission Failed, string MessageId)> SubmitUntilFailureAsync(TestClient client)
    {
        for (var i = 0; i < MaxSubmissions; i++)
        {
            var submission = TestSubmission.Of(TestSubmission.NewPatient(), $"document {i}");
            var messageId = AddressingHeaders.NewMessageId();
            if (!await IsTakenAsync(client, submission, messageId))
            {
                return (submission, messageId);
            }
        }

        throw new InvalidOperationException("a full disk is none");
    }

    /// <summary>Where not even the failure can be recorded, the answer is a fault.</summary>
    private static async Task<bool> IsTakenAsync(TestClient client, TestSubmission submission, string messageId)
    {
        try
        {
            return (await client.ProvideAsync(submission, messageId)).Status == ResponseStatus.Success;
        }
        catch (SoapFaultReceivedException)
        {
            return false;
        }
    }

    private static async Task<SmallDisk> DiskAsync(string size)
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("a disk of our own can be mounted by root only");
        }

        return await SmallDisk.MountAsync(size);
    }

    /// <summary>Takes all the room that is left.</summary>
    private static string Fill(SmallDisk disk)
    {
        var path = Path.Combine(disk.Path, "filler");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 16, 1 << 10, 1 })
        {
            WriteUntilFull(file, new byte[size]);
        }

        return path;
    }

    private static void WriteUntilFull(FileStream file, byte[] some)
    {
        try
        {
            while (true)
            {
                file.Write(some);
            }
        }
        catch (IOException)
        {
            // A smaller piece may still fit.
        }
    }

    private static async Task IsThereAsync(TestClient client, TestSubmission submission)
    {
        Assert.IsNotNull(await client.EntryOfAsync(submission.UniqueId));
        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        Scenario.IsSuccess(retrieved.Response);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
    }
}
