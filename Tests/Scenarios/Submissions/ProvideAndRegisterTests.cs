using System.Text;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Submissions;

/// <summary>ITI-41, ITI-18, ITI-43: what a practice submits, another finds and retrieves, byte for byte.</summary>
[TestClass]
public sealed class ProvideAndRegisterTests
{
    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    [DataRow(SoapVersion.Soap12, true, TestHttp.Http11)]
    [DataRow(SoapVersion.Soap11, true, TestHttp.Http11)]
    [DataRow(SoapVersion.Soap12, false, TestHttp.Http11)]
    [DataRow(SoapVersion.Soap11, false, TestHttp.Http11)]
    [DataRow(SoapVersion.Soap12, true, TestHttp.Http2)]
    [DataRow(SoapVersion.Soap12, false, TestHttp.Http2)]
    public async Task ADocumentComesBackByteForByteInTheFormThatWasAsked(
        SoapVersion version, bool isMtom, TestHttp http)
    {
        var client = (await Scenario.ServicesAsync()).Client(new SoapForm(version, isMtom), http);
        var submission = TestSubmission.Of(_patient, TestSubmission.RandomBytes(100_001));

        Scenario.IsSuccess(await client.ProvideAsync(submission));

        var entry = (await client.EntriesAsync(_patient)).Single();
        Assert.AreEqual(submission.UniqueId, entry.UniqueIdOf());
        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        Scenario.IsSuccess(retrieved.Response);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(65_536)]
    [DataRow(3_000_000)]
    public async Task ADocumentOfAnySizeComesBack(int size)
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, TestSubmission.RandomBytes(size));

        Scenario.IsSuccess(await client.ProvideAsync(submission));

        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
    }

    [TestMethod]
    public async Task ALargeInlineDocumentTakesTheSameRoad()
    {
        var services = await Scenario.ServicesAsync();
        var submission = TestSubmission.Of(_patient, TestSubmission.RandomBytes(5_000_000));

        Scenario.IsSuccess(await services.Client(new SoapForm(SoapVersion.Soap12, false)).ProvideAsync(submission));

        var retrieved = await services.Client().RetrieveAsync(submission.UniqueId);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
    }

    [TestMethod]
    public async Task TheRepositoryAddsItsIdHashAndSize()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "Hello, DMP")
            .With(entry => entry.With(SlotNames.RepositoryUniqueId, "1.2.3"));

        Scenario.IsSuccess(await client.ProvideAsync(submission));

        var entry = (await client.EntriesAsync(_patient)).Single();
        Assert.AreEqual(A.RepositoryUniqueId, entry.SlotValue(SlotNames.RepositoryUniqueId));
        Assert.AreEqual(A.Hash, entry.SlotValue(SlotNames.Hash));
        Assert.AreEqual("10", entry.SlotValue(SlotNames.Size));
    }

    [TestMethod]
    public async Task SeveralDocumentsOfOneSubmissionAllComeBack()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.OfMany(
            _patient, "one"u8.ToArray(), TestSubmission.RandomBytes(70_000), "three"u8.ToArray());

        Scenario.IsSuccess(await client.ProvideAsync(submission));

        var retrieved = await client.RetrieveAsync([.. submission.UniqueIds]);
        Assert.HasCount(3, retrieved.Documents);
        foreach (var (uniqueId, bytes) in submission.UniqueIds.Zip(submission.Documents.Values))
        {
            CollectionAssert.AreEqual(bytes, retrieved.Bytes(uniqueId));
        }
    }

    [TestMethod]
    public async Task AnHashInUpperCaseIsTheSameHash()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "Hello, DMP")
            .With(entry => entry.With(SlotNames.Hash, A.Hash.ToUpperInvariant()));

        Scenario.IsSuccess(await client.ProvideAsync(submission));
    }

    [TestMethod]
    public async Task AWrongHashIsTold()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "other bytes").With(entry => entry.With(SlotNames.Hash, A.Hash));

        var response = await client.ProvideAsync(submission);

        Scenario.IsRefused(response, RegistryErrorCode.XDSRepositoryMetadataError);
        StringAssert.Contains(response.Errors.Single().Context, A.Hash);
        await IsAbsentAsync(client, submission);
    }

    [TestMethod]
    public async Task AWrongSizeIsTold()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "Hello, DMP").With(entry => entry.With(SlotNames.Size, "11"));

        var response = await client.ProvideAsync(submission);

        Scenario.IsRefused(response, RegistryErrorCode.XDSRepositoryMetadataError);
        StringAssert.Contains(response.Errors.Single().Context, "11");
        await IsAbsentAsync(client, submission);
    }

    [TestMethod]
    public async Task AnEntryWithoutItsDocumentIsRefused()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.OfMany(_patient, "one"u8.ToArray(), "two"u8.ToArray());

        var response = await client.ProvideAsync(submission with
        {
            Documents = new Dictionary<string, byte[]> { [A.Document] = submission.Bytes },
        });

        Scenario.IsRefused(response, RegistryErrorCode.XDSMissingDocument);
        StringAssert.Contains(response.Errors.Single().Context, "Document02");
        await IsAbsentAsync(client, submission);
    }

    [TestMethod]
    public async Task ADocumentWithoutItsEntryIsRefused()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "one");

        var response = await client.ProvideAsync(submission with
        {
            Documents = new Dictionary<string, byte[]> { [A.Document] = submission.Bytes, ["Unknown01"] = [1] },
        });

        Scenario.IsRefused(response, RegistryErrorCode.XDSMissingDocumentMetadata);
        StringAssert.Contains(response.Errors.Single().Context, "Unknown01");
        await IsAbsentAsync(client, submission);
    }

    [TestMethod]
    public async Task MoreDocumentsThanASubmissionMayHaveAreRefusedBeforeTheyAreStored()
    {
        var client = (await Scenario.ServicesAsync()).Client(new SoapForm(SoapVersion.Soap12, false));
        var submission = TestSubmission.Of(_patient, "one");

        var response = await client.ProvideAsync(submission with
        {
            Documents = Enumerable.Range(0, 15_000).ToDictionary(i => $"Document{i}", _ => Array.Empty<byte>()),
        });

        Scenario.IsRefused(response, RegistryErrorCode.XDSRepositoryOutOfResources);
    }

    [TestMethod]
    public async Task AnAttachmentThatNobodyRefersToIsRefused()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "one");
        var message = client.Message(submission);

        var response = await client.ProvideAsync(message with
        {
            Attachments = [.. message.Attachments, TestClient.Attachment("stray@test", [1])],
        });

        Scenario.IsRefused(response, RegistryErrorCode.XDSMissingDocumentMetadata);
        StringAssert.Contains(response.Errors.Single().Context, "stray@test");
    }

    [TestMethod]
    public async Task AReferenceToNoAttachmentIsRefused()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "one");

        var response = await client.ProvideAsync(client.Message(submission) with { Attachments = [] });

        Scenario.IsRefused(response, RegistryErrorCode.XDSMissingDocument);
        StringAssert.Contains(response.Errors.Single().Context, $"{A.Document}@test");
    }

    [TestMethod]
    public async Task ARegistryErrorReachesTheSubmitterUnchangedAndNothingIsKept()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "one")
            .With(entry => entry.WithoutClassification(XdsUrns.DocumentEntry.ClassCode));

        var response = await client.ProvideAsync(submission);

        Scenario.IsRefused(response, RegistryErrorCode.XDSRegistryMetadataError);
        StringAssert.Contains(response.Errors.Single().Context, "classCode");
        await IsAbsentAsync(client, submission);
    }

    [TestMethod]
    public async Task EveryErrorOfASubmissionIsTold()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.OfMany(_patient, Encoding.UTF8.GetBytes("one"), Encoding.UTF8.GetBytes("two"))
            .With(entry => entry.With(SlotNames.Size, "99").With(SlotNames.Hash, A.Hash));

        var response = await client.ProvideAsync(submission);

        Scenario.IsRefused(
            response, RegistryErrorCode.XDSRepositoryMetadataError, RegistryErrorCode.XDSRepositoryMetadataError);
    }

    private static async Task IsAbsentAsync(TestClient client, TestSubmission submission)
    {
        foreach (var uniqueId in submission.UniqueIds)
        {
            Assert.IsNull(await client.EntryOfAsync(uniqueId));
            var retrieved = await client.RetrieveAsync(uniqueId);
            Scenario.IsRefused(retrieved.Response, RegistryErrorCode.XDSDocumentUniqueIdError);
        }
    }
}
