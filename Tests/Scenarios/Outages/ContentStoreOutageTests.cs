using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Outages;

/// <summary>The disk does not do what the database has already promised, or what it did once.</summary>
[TestClass]
public sealed class ContentStoreOutageTests
{
    private readonly TestSubmission _submission = TestSubmission.Of(TestSubmission.NewPatient(), "Hello, DMP");

    [TestMethod]
    public async Task ADocumentThatCannotBeMovedToItsPlaceIsThereAllTheSame()
    {
        await using var services = await TestServices.StartAsync();
        var obstacles = BlockEveryFolder(services);

        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        await IsThereAsync(services);

        await services.StopRepositoryAsync();
        obstacles.ForEach(File.Delete);
        await services.StartRepositoryAsync();
        Assert.IsEmpty(Directory.GetFiles(services.StagingFolder));
        await IsThereAsync(services);
    }

    [TestMethod]
    public async Task WithoutRoomDocumentsAreRefusedAndNothingIsKept()
    {
        await using var services = await TestServices.StartAsync(("Repository:MinFreeBytes", $"{long.MaxValue}"));
        var messageId = AddressingHeaders.NewMessageId();

        var response = await services.Client().ProvideAsync(_submission, messageId);

        Scenario.IsRefused(response, RegistryErrorCode.XDSRepositoryOutOfResources);
        StringAssert.Contains(response.Errors.Single().Context, "REP-space");
        Assert.IsEmpty(Files(services));
        Assert.IsNull(await services.Client().EntryOfAsync(_submission.UniqueId));
        await services.StopRepositoryAsync();
        await services.StartRepositoryAsync(("Repository:MinFreeBytes", "0"));
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission, messageId));
        await IsThereAsync(services);
    }

    /// <summary>The folder of what is staged is gone, as when the disk behind it is.</summary>
    [TestMethod]
    public async Task AStoreThatTakesNothingRefusesAndLaterItWorks()
    {
        await using var services = await TestServices.StartAsync();
        var messageId = AddressingHeaders.NewMessageId();
        Directory.Move(services.StagingFolder, services.StagingFolder + ".away");

        var response = await services.Client().ProvideAsync(_submission, messageId);

        Scenario.IsRefused(response, RegistryErrorCode.XDSRepositoryError);
        StringAssert.Contains(response.Errors.Single().Context, "REP-store");
        Assert.IsNull(await services.Client().EntryOfAsync(_submission.UniqueId));
        Directory.Move(services.StagingFolder + ".away", services.StagingFolder);
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission, messageId));
        await IsThereAsync(services);
    }

    /// <summary>Cut, lengthened, gone, and as long as it was with one bit flipped.</summary>
    [TestMethod]
    [DataRow("cut")]
    [DataRow("longer")]
    [DataRow("gone")]
    [DataRow("flipped")]
    public async Task ADamagedDocumentIsNotHandedOutAndItsNeighbourIs(string damage)
    {
        await using var services = await TestServices.StartAsync();
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        var file = Files(services).Single();
        var neighbour = TestSubmission.Of(TestSubmission.NewPatient(), "whole");
        Scenario.IsSuccess(await services.Client().ProvideAsync(neighbour));
        Spoil(file, damage);

        for (var time = 0; time < 2; time++)
        {
            var retrieved = await services.Client().RetrieveAsync(_submission.UniqueId, neighbour.UniqueId);

            Assert.AreEqual(ResponseStatus.PartialSuccess, retrieved.Response.Status);
            var error = retrieved.Response.Errors.Single();
            Assert.AreEqual(nameof(RegistryErrorCode.XDSRepositoryError), error.Code);
            Assert.AreEqual(_submission.UniqueId, error.Location);
            StringAssert.Contains(error.Context, "RET-damaged");
            CollectionAssert.AreEqual(neighbour.Bytes, retrieved.Bytes(neighbour.UniqueId));
        }

        // Marked and told once, however often it is asked for; the log names no patient and no document.
        Assert.AreEqual(1, Count(services, "document WHERE damaged_at IS NOT NULL"));
        var alert = services.RepositoryAudit().Single(it => it.Transaction == "document-damaged");
        CollectionAssert.Contains(alert.Objects.ToArray(), _submission.UniqueId);
        var line = services.Log.Single(it => it.Contains("DAMAGED", StringComparison.Ordinal));
        Assert.IsFalse(line.Contains(_submission.UniqueId, StringComparison.Ordinal), line);
    }

    [TestMethod]
    public async Task WhileAnsweringADamagedDocumentBreaksTheAnswerOff()
    {
        await using var services = await TestServices.StartAsync(("Repository:VerifyContent", "WhileAnswering"));
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        Spoil(Files(services).Single(), "flipped");

        await Assert.ThrowsAsync<SoapTransportException>(() => services.Client().RetrieveAsync(_submission.UniqueId));

        Assert.AreEqual(1, Count(services, "document WHERE damaged_at IS NOT NULL"));
    }

    /// <summary>
    /// Found good a moment ago, so that it is not read twice: what happens to it since shows all the same.
    /// </summary>
    [TestMethod]
    public async Task ALargeDocumentDamagedSinceItWasVerifiedIsNeverHandedOutAsGood()
    {
        await using var services = await TestServices.StartAsync();
        var large = TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(2_000_000));
        Scenario.IsSuccess(await services.Client().ProvideAsync(large));
        var before = await services.Client().RetrieveAsync(large.UniqueId);
        CollectionAssert.AreEqual(large.Bytes, before.Bytes(large.UniqueId));
        Spoil(Files(services).Single(), "flipped");

        await Assert.ThrowsAsync<SoapTransportException>(() => services.Client().RetrieveAsync(large.UniqueId));

        Assert.AreEqual(1, Count(services, "document WHERE damaged_at IS NOT NULL"));
        var after = await services.Client().RetrieveAsync(large.UniqueId);
        StringAssert.Contains(after.Response.Errors.Single().Context, "RET-damaged");
    }

    private static void Spoil(string file, string damage)
    {
        var octets = File.ReadAllBytes(file);
        File.Delete(file);
        octets[octets.Length / 2] ^= (byte)(damage == "flipped" ? 1 : 0);
        if (damage != "gone")
        {
            File.WriteAllBytes(file, damage switch
            {
                "cut" => octets[..^1],
                "longer" => [.. octets, 0],
                _ => octets,
            });
        }
    }

    private static string[] Files(TestServices services) =>
        Directory.GetFiles(Path.GetDirectoryName(services.ContentFolder)!, "*", SearchOption.AllDirectories);

    private static long Count(TestServices services, string what)
    {
        using var reader = new Database(services.RepositoryDatabase).OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {what}";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A file stands wherever a folder would be needed.</summary>
    private static List<string> BlockEveryFolder(TestServices services)
    {
        var files = Enumerable.Range(0, 256).Select(i => Path.Combine(services.ContentFolder, $"{i:x2}")).ToList();
        files.ForEach(file => File.WriteAllText(file, ""));
        return files;
    }

    private async Task IsThereAsync(TestServices services)
    {
        var retrieved = await services.Client().RetrieveAsync(_submission.UniqueId);
        Scenario.IsSuccess(retrieved.Response);
        CollectionAssert.AreEqual(_submission.Bytes, retrieved.Bytes(_submission.UniqueId));
    }
}
