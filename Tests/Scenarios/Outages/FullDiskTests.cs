using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Tests.Scenarios.Backups;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Outages;

/// <summary>
/// A disk that is full, at each step of an ITI-41: the submitter is told, and the same message works when there is
/// room.
/// </summary>
[TestClass]
public sealed class FullDiskTests
{
    private const string NothingStaysFree = "0";

    private readonly string _patient = TestSubmission.NewPatient();
    private readonly string _messageId = AddressingHeaders.NewMessageId();

    [TestMethod]
    public async Task ADocumentThatDoesNotFitIsRefusedAndLeavesNothing()
    {
        using var disk = await SmallDisk.MountAsync("8m");
        await using var services = await TestServices.StartAsync(
            ("Repository:ContentFolder", disk.Path), ("Repository:MinFreeBytes", NothingStaysFree));
        var client = services.Client();
        var large = TestSubmission.Of(_patient, TestSubmission.RandomBytes(12 * 1024 * 1024));

        var response = await client.ProvideAsync(large, _messageId);

        Scenario.IsRefused(response, RegistryErrorCode.XDSRepositoryOutOfResources);
        StringAssert.Contains(response.Errors.Single().Context, "REP-space");
        Assert.IsEmpty(Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories));
        var small = TestSubmission.Of(_patient, "small");
        Scenario.IsSuccess(await client.ProvideAsync(small));
        await disk.ResizeAsync("32m");
        Scenario.IsSuccess(await client.ProvideAsync(large, _messageId));
        await AreThereAsync(client, [large, small]);
    }

    /// <summary>
    /// The intent, the audit trail, the list of documents: whichever comes first to the end of the disk.
    /// </summary>
    [TestMethod]
    public Task ARepositoryWhoseDatabaseIsFullConfirmsNothingThatItDoesNotHave() =>
        FillAsync("Repository:Database", "repository.db");

    [TestMethod]
    public Task ARegistryWhoseDatabaseIsFullConfirmsNothingThatItDoesNotHave() =>
        FillAsync("Registry:Database", "registry.db");

    /// <summary>The registry has it, and the repository has no room left to write that down.</summary>
    [TestMethod]
    public async Task WhatIsRegisteredAndCannotBePublishedIsPublishedLater()
    {
        using var disk = await SmallDisk.MountAsync("16m");
        var services = await TestServices.StartRegistryOnlyAsync(
            ("Repository:Database", Path.Combine(disk.Path, "repository.db")));
        await using var stopLast = services;
        await using var registry = await RegistryStandIn.StartAsync(services.Registry);
        await services.StartRepositoryAsync(("Repository:RegistryUrl", registry.Url.AbsoluteUri));
        var filler = Path.Combine(disk.Path, "filler");
        registry.Behaviour = async http =>
        {
            Fill(filler);
            await registry.ForwardAsync(http);
        };
        var submission = TestSubmission.Of(_patient, "Hello, DMP");

        // The log may still have room for this one commit; whatever is answered must be so.
        var isConfirmed = await IsConfirmedAsync(services.Client(), submission);
        registry.Behaviour = registry.ForwardAsync;
        File.Delete(filler);

        Assert.IsNotNull(await services.Client().EntryOfAsync(submission.UniqueId), $"confirmed: {isConfirmed}");
        await AreThereAsync(services.Client(), [submission]);
        Scenario.IsSuccess(await services.Client().ProvideAsync(submission, _messageId));
    }

    // 1. fill the disk 2. submit until that is refused 3. make room: the refused one works, and all confirmed are there
    private async Task FillAsync(string setting, string file)
    {
        using var disk = await SmallDisk.MountAsync("16m");
        await using var services = await TestServices.StartAsync((setting, Path.Combine(disk.Path, file)));
        var client = services.Client();
        var filler = Path.Combine(disk.Path, "filler");
        List<TestSubmission> confirmed = [];
        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Of(_patient, "before")));
        Fill(filler);

        TestSubmission? refused = null;
        for (var i = 0; i < 500 && refused is null; i++)
        {
            var submission = TestSubmission.Of(_patient, $"document {i}");
            if (await IsConfirmedAsync(client, submission))
            {
                confirmed.Add(submission);
            }
            else
            {
                refused = submission;
            }
        }

        Assert.IsNotNull(refused, "the disk never was full");
        Assert.IsTrue(
            services.Log.Any(line => line.Contains("full", StringComparison.Ordinal)), "the log does not say why");
        File.Delete(filler);
        Scenario.IsSuccess(await client.ProvideAsync(refused, _messageId));
        await AreThereAsync(client, [.. confirmed, refused]);
    }

    /// <summary>Success, or a refusal that says that this service, or its registry, has no room.</summary>
    private async Task<bool> IsConfirmedAsync(TestClient client, TestSubmission submission)
    {
        try
        {
            var response = await client.ProvideAsync(submission, _messageId);
            if (response.Status == ResponseStatus.Success)
            {
                return true;
            }

            string[] codes =
            [
                nameof(RegistryErrorCode.XDSRepositoryOutOfResources),
                nameof(RegistryErrorCode.XDSRegistryOutOfResources),
                nameof(RegistryErrorCode.XDSRegistryNotAvailable),
            ];
            CollectionAssert.Contains(codes, response.Errors.Single().Code, response.Errors.Single().Context);
            return false;
        }
        catch (SoapFaultReceivedException fault)
        {
            StringAssert.Contains(fault.Fault.Reason, "no room");
            return false;
        }
    }

    private static async Task AreThereAsync(TestClient client, IReadOnlyList<TestSubmission> submissions)
    {
        foreach (var submission in submissions)
        {
            var retrieved = await client.RetrieveAsync(submission.UniqueId);
            Scenario.IsSuccess(retrieved.Response);
            CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
            Assert.IsNotNull(await client.EntryOfAsync(submission.UniqueId));
        }
    }

    /// <summary>Takes all the room that is left.</summary>
    private static void Fill(string file)
    {
        using var stream = File.OpenWrite(file);
        foreach (var size in new[] { 1024 * 1024, 4096 })
        {
            try
            {
                while (true)
                {
                    stream.Write(new byte[size]);
                    stream.Flush();
                }
            }
            catch (IOException)
            {
                // Full, for pieces of this size.
            }
        }
    }
}
