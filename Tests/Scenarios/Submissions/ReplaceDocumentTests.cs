using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Submissions;

/// <summary>Replacement and folders (ITI TF-3 §4.2.2.2.3): a new version takes the place of the old one.</summary>
[TestClass]
public sealed class ReplaceDocumentTests
{
    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    public async Task TheReplacedEntryBecomesDeprecated()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var (first, old) = await SubmittedAsync(client);

        var second = TestSubmission.Replacing(old, _patient, "second"u8.ToArray());
        Scenario.IsSuccess(await client.ProvideAsync(second));

        Assert.AreEqual(second.UniqueId, (await client.EntriesAsync(_patient)).Single().UniqueIdOf());
        Assert.AreEqual(
            first.UniqueId, (await client.EntriesAsync(_patient, XdsUrns.StatusDeprecated)).Single().UniqueIdOf());
        var retrieved = await client.RetrieveAsync(first.UniqueId);
        CollectionAssert.AreEqual(first.Bytes, retrieved.Bytes(first.UniqueId));
    }

    [TestMethod]
    public async Task OfTwoReplacementsAtOnceExactlyOneWins()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var (_, old) = await SubmittedAsync(client);

        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            client.ProvideAsync(TestSubmission.Replacing(old, _patient, TestSubmission.RandomBytes(500)))));

        Assert.AreEqual(1, responses.Count(r => r.Status == ResponseStatus.Success));
        foreach (var refused in responses.Where(r => r.Status != ResponseStatus.Success))
        {
            Scenario.IsRefused(refused, RegistryErrorCode.XDSRegistryDeprecatedDocumentError);
        }

        Assert.HasCount(1, await client.EntriesAsync(_patient));
    }

    [TestMethod]
    public async Task ADeprecatedEntryCannotBeReplacedAgain()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var (_, old) = await SubmittedAsync(client);
        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Replacing(old, _patient, [1])));

        var response = await client.ProvideAsync(TestSubmission.Replacing(old, _patient, [2]));

        Scenario.IsRefused(response, RegistryErrorCode.XDSRegistryDeprecatedDocumentError);
        StringAssert.Contains(response.Errors.Single().Context, old);
    }

    [TestMethod]
    public async Task ADocumentOfAnotherPatientCannotBeReplaced()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var (_, old) = await SubmittedAsync(client);

        var response = await client.ProvideAsync(TestSubmission.Replacing(old, TestSubmission.NewPatient(), [1]));

        Scenario.IsRefused(response, RegistryErrorCode.XDSPatientIdDoesNotMatch);
        Assert.HasCount(1, await client.EntriesAsync(_patient));
    }

    [TestMethod]
    public async Task AnUnknownDocumentCannotBeReplaced()
    {
        var client = (await Scenario.ServicesAsync()).Client();

        var response = await client.ProvideAsync(TestSubmission.Replacing($"urn:uuid:{Guid.NewGuid()}", _patient, [1]));

        Scenario.IsRefused(response, RegistryErrorCode.UnresolvedReferenceException);
    }

    [TestMethod]
    public async Task AFolderHoldsItsDocument()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var (submission, folder) = InFolder();
        Scenario.IsSuccess(await client.ProvideAsync(submission));

        CollectionAssert.AreEqual(new[] { submission.UniqueId }, (await MembersAsync(client, folder)).ToArray());
    }

    [TestMethod]
    public async Task AReplacementEntersTheFoldersOfTheReplaced()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var (submission, folder) = InFolder();
        Scenario.IsSuccess(await client.ProvideAsync(submission));
        var old = (await client.EntryOfAsync(submission.UniqueId))!.Id!;

        var replacement = TestSubmission.Replacing(old, _patient, "second"u8.ToArray());
        Scenario.IsSuccess(await client.ProvideAsync(replacement));

        CollectionAssert.AreEquivalent(
            new[] { submission.UniqueId, replacement.UniqueId }, (await MembersAsync(client, folder)).ToArray());
    }

    private async Task<(TestSubmission Submission, string EntryUuid)> SubmittedAsync(TestClient client)
    {
        var submission = TestSubmission.Of(_patient, "first");
        Scenario.IsSuccess(await client.ProvideAsync(submission));
        return (submission, (await client.EntryOfAsync(submission.UniqueId))!.Id!);
    }

    private (TestSubmission Submission, string FolderUniqueId) InFolder()
    {
        var document = TestSubmission.Of(_patient, "first");
        var folder = TestSubmission.NewOid();
        return (
            document with
            {
                Objects = document.Objects.With(A.Folder(uniqueId: folder, patientId: _patient))
                    .With(A.Association(XdsUrns.Association.HasMember, A.Set, A.FolderId))
                    .With(A.Association(XdsUrns.Association.HasMember, A.FolderId, A.Document, id: "InFolder01"))
                    .With(A.Association(XdsUrns.Association.HasMember, A.Set, "InFolder01")),
            },
            folder);
    }

    private static async Task<IEnumerable<string>> MembersAsync(TestClient client, string folderUniqueId)
    {
        var found = await client.QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.GetFolderAndContents.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.FolderUniqueId, QueryValue.Text(folderUniqueId))));
        Scenario.IsSuccess(found.Response);
        return found.Objects.Objects.OfType<ExtrinsicObject>().Select(e => e.UniqueIdOf());
    }
}
