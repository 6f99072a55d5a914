using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Removals;

/// <summary>ITI-86 Remove Documents (ITI TF-2 §3.86).</summary>
[TestClass]
public sealed class RemoveDocumentsTests
{
    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    public async Task ADocumentThatWasRemovedIsGoneWithItsOctetsAndItsEntryStays()
    {
        await using var services = await TestServices.StartAsync();
        var client = services.Client();
        var submission = await SubmittedAsync(client, "Hello, DMP");

        Scenario.IsSuccess(await client.RemoveAsync(submission.UniqueId));

        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        Scenario.IsRefused(retrieved.Response, RegistryErrorCode.XDSDocumentUniqueIdError);
        Assert.IsEmpty(Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories));
        Assert.IsNotNull(await client.EntryOfAsync(submission.UniqueId));
        var record = services.RepositoryAudit().Single(it => it.Transaction == "ITI-86");
        Assert.AreEqual("110110 D 0", $"{record.Event} {record.Action} {record.Outcome}");
        CollectionAssert.AreEqual(new[] { _patient, submission.UniqueId }, record.Objects.ToArray());
    }

    [TestMethod]
    public async Task SeveralGoAtOnceAndOneNamedTwiceGoesOnce()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var (one, other) = (await SubmittedAsync(client, "one"), await SubmittedAsync(client, "other"));

        Scenario.IsSuccess(await client.RemoveAsync(one.UniqueId, other.UniqueId, one.UniqueId));

        var retrieved = await client.RetrieveAsync(one.UniqueId, other.UniqueId);
        Assert.AreEqual(ResponseStatus.Failure, retrieved.Response.Status);
    }

    [TestMethod]
    public async Task WhatIsNotHereIsRefusedAndWhatIsHereStays()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = await SubmittedAsync(client, "stays");

        var elsewhere = await client.RemoveAsync([new DocumentRequest("1.2.3.4.5", submission.UniqueId)]);
        var unknown = await client.RemoveAsync("1.2.3.4.5.6");

        Scenario.IsRefused(elsewhere, RegistryErrorCode.XDSUnknownRepositoryId);
        StringAssert.Contains(elsewhere.Errors.Single().Context, "RMD-repository");
        Scenario.IsRefused(unknown, RegistryErrorCode.XDSDocumentUniqueIdError);
        Assert.AreEqual("1.2.3.4.5.6", unknown.Errors.Single().Location);
        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
    }

    [TestMethod]
    public async Task OneThatIsNotHereDoesNotKeepAnother()
    {
        await using var services = await TestServices.StartAsync();
        var client = services.Client();
        var submission = await SubmittedAsync(client, "goes");

        var response = await client.RemoveAsync(submission.UniqueId, "1.2.3.4.5.6");

        Assert.AreEqual(ResponseStatus.PartialSuccess, response.Status);
        Assert.AreEqual("1.2.3.4.5.6", response.Errors.Single().Location);
        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        Scenario.IsRefused(retrieved.Response, RegistryErrorCode.XDSDocumentUniqueIdError);
        var outcomes = services.RepositoryAudit().Where(it => it.Transaction == "ITI-86").Select(it => it.Outcome);
        Assert.AreEqual("0 4", string.Join(' ', outcomes.Order()));
    }

    [TestMethod]
    public async Task TheSameDocumentMayComeAgain()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = await SubmittedAsync(client, "again");
        Scenario.IsSuccess(await client.RemoveAsync(submission.UniqueId));

        Scenario.IsSuccess(await client.ProvideAsync(
            TestSubmission.Of(_patient, submission.Bytes, submission.UniqueId)));

        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
    }

    [TestMethod]
    public async Task MoreThanOneRequestMayNameIsRefused()
    {
        await using var services = await TestServices.StartAsync(("Repository:MaxDocumentsPerRetrieve", "2"));

        var response = await services.Client().RemoveAsync("1.2.1", "1.2.2", "1.2.3");

        Scenario.IsRefused(response, RegistryErrorCode.XDSRepositoryOutOfResources);
        StringAssert.Contains(response.Errors.Single().Context, "RMD-count");
    }

    private async Task<TestSubmission> SubmittedAsync(TestClient client, string text)
    {
        var submission = TestSubmission.Of(_patient, text);
        Scenario.IsSuccess(await client.ProvideAsync(submission));
        return submission;
    }
}
