using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Outages;

/// <summary>The disk does not do what the database has already promised.</summary>
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
    public async Task ADamagedDocumentIsNotHandedOut()
    {
        await using var services = await TestServices.StartAsync();
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        var file = Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "cut");

        var retrieved = await services.Client().RetrieveAsync(_submission.UniqueId);

        Scenario.IsRefused(retrieved.Response, RegistryErrorCode.XDSRepositoryError);
        Assert.IsEmpty(retrieved.Documents);
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
