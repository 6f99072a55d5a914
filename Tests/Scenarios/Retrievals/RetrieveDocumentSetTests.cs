using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Retrievals;

/// <summary>ITI-43 when not all is as it was asked (ITI TF-2 §3.43.4.2.3).</summary>
[TestClass]
public sealed class RetrieveDocumentSetTests
{
    private readonly TestSubmission _submission = TestSubmission.Of(TestSubmission.NewPatient(), "Hello, DMP");

    [TestMethod]
    public async Task WhatIsThereComesWithAnErrorForWhatIsNot()
    {
        var client = await SubmittedAsync();
        var missing = TestSubmission.NewOid();

        var retrieved = await client.RetrieveAsync(_submission.UniqueId, missing);

        Assert.AreEqual(ResponseStatus.PartialSuccess, retrieved.Response.Status);
        CollectionAssert.AreEqual(_submission.Bytes, retrieved.Bytes(_submission.UniqueId));
        var error = retrieved.Response.Errors.Single();
        Assert.AreEqual(nameof(RegistryErrorCode.XDSDocumentUniqueIdError), error.Code);
        Assert.AreEqual(missing, error.Location);
    }

    [TestMethod]
    public async Task AnotherRepositorysDocumentIsNotHere()
    {
        var client = await SubmittedAsync();

        var retrieved = await client.RetrieveAsync([new DocumentRequest("1.2.3.4.5", _submission.UniqueId)]);

        Scenario.IsRefused(retrieved.Response, RegistryErrorCode.XDSUnknownRepositoryId);
        Assert.AreEqual(_submission.UniqueId, retrieved.Response.Errors.Single().Location);
        Assert.IsEmpty(retrieved.Documents);
    }

    [TestMethod]
    public async Task ADocumentAskedForTwiceComesTwice()
    {
        var client = await SubmittedAsync();

        var retrieved = await client.RetrieveAsync(_submission.UniqueId, _submission.UniqueId);

        Scenario.IsSuccess(retrieved.Response);
        Assert.HasCount(2, retrieved.Documents);
        foreach (var document in retrieved.Documents)
        {
            CollectionAssert.AreEqual(_submission.Bytes, document.Content);
        }
    }

    [TestMethod]
    [DataRow("../../etc/passwd")]
    [DataRow("1.2.3'; DROP TABLE document; --")]
    [DataRow("1.2.3\r\nX-Evil: yes")]
    public async Task AnIdIsOnlyAnId(string uniqueId)
    {
        var client = await SubmittedAsync();

        var retrieved = await client.RetrieveAsync(uniqueId);

        Scenario.IsRefused(retrieved.Response, RegistryErrorCode.XDSDocumentUniqueIdError);
    }

    private async Task<TestClient> SubmittedAsync()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        Scenario.IsSuccess(await client.ProvideAsync(_submission));
        return client;
    }
}
