using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Scenarios.Hostile;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Security;

/// <summary>In whose name a system may do what it may: sources, repositories, patients, communities.</summary>
[TestClass]
public sealed class SystemScopeTests
{
    private const string OwnSource = "1.2.840.113619.6.197";
    private const string OtherAuthority = "1.2.3.99";

    private readonly string _patient = TestSubmission.NewPatient();
    private readonly string _foreign = $"{Guid.NewGuid():N}^^^&{OtherAuthority}&ISO";

    private static string Own(string name, string transactions) => SystemScene.System(
        name, transactions,
        $"\"sourceIds\": [\"{OwnSource}\"], \"repositories\": [\"{A.RepositoryUniqueId}\"], "
        + $"\"assigningAuthorities\": [\"{Adt.Domain}\"]");

    [TestMethod]
    public async Task ASourceSubmitsForItselfAndForNobodyElse()
    {
        await using var scene = await SystemScene.StartAsync(Own("source", "ITI-41"));
        var client = scene.Client("source");

        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Of(_patient, "its own")));
        var refused = await client.ProvideAsync(With(TestSubmission.Of(_patient, "not its own"), sourceId: "1.2.3"));

        Scenario.IsRefused(refused, RegistryErrorCode.XDSRepositoryMetadataError);
        Explains(refused, "SYS-source", "sourceId", "'1.2.3'", $"accepted: {OwnSource}");
        Assert.IsEmpty(Directory.GetFiles(scene.Registered.StagingFolder));
        Assert.IsTrue(scene.Registered.RepositoryAudit().Any(r => r.Transaction == "ITI-41" && r.Outcome == "4"));
    }

    [TestMethod]
    public async Task ARepositoryRegistersForItselfAndForNobodyElse()
    {
        await using var scene = await SystemScene.StartAsync(Own("repository", "ITI-42"));
        var client = scene.Client("repository");

        Scenario.IsSuccess(await client.RegisterAsync(Registration(A.RepositoryUniqueId)));
        var refused = await client.RegisterAsync(Registration("1.2.3.4"));

        Scenario.IsRefused(refused, RegistryErrorCode.XDSRegistryMetadataError);
        Explains(
            refused, "SYS-repository", "repositoryUniqueId", "'1.2.3.4'", $"accepted: {A.RepositoryUniqueId}");
    }

    [TestMethod]
    public async Task PatientsOfAnotherAuthorityAreNotNamedInASubmission()
    {
        await using var scene = await SystemScene.StartAsync(Own("source", "ITI-41"));

        var refused = await scene.Client("source").ProvideAsync(TestSubmission.Of(_foreign, "of somebody else"));

        Scenario.IsRefused(refused, RegistryErrorCode.XDSRepositoryMetadataError);
        Explains(refused, "SYS-authority", "patientId", $"'{OtherAuthority}'", $"accepted: {Adt.Domain}");
    }

    [TestMethod]
    public async Task ACommunityThatIsNotItsOwnIsNotNamed()
    {
        await using var scene = await SystemScene.StartAsync(Own("source", "ITI-41"));

        var refused = await scene.Client("source").ProvideAsync(
            TestSubmission.Of(_patient, "abroad").With(entry => entry with { Home = "urn:oid:1.2.3.4" }));

        Explains(refused, "SYS-community", "'urn:oid:1.2.3.4'", "accepted: none");
    }

    [TestMethod]
    public async Task PatientsOfAnotherAuthorityAreNotAskedFor()
    {
        await using var scene = await SystemScene.StartAsync(
            SystemScene.System("source", "ITI-41"), Own("consumer", "ITI-18 ITI-43"));
        var foreign = TestSubmission.Of(_foreign, "of somebody else");
        Scenario.IsSuccess(await scene.Client("source").ProvideAsync(foreign));
        var consumer = scene.Client("consumer");
        var known = await scene.Client("source").ProvideAsync(TestSubmission.Of(_patient, "known"));
        Scenario.IsSuccess(known);

        Assert.HasCount(1, await consumer.EntriesAsync(_patient));
        var byPatient = await consumer.QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(_foreign)),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusApproved))));
        Explains(byPatient.Response, "SYS-authority", $"'{OtherAuthority}'");
        var byId = await consumer.QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.GetDocuments.Id, QueryReturnType.ObjectRef,
            new QuerySlot(ParameterNames.DocumentEntryUniqueId, QueryValue.Texts(foreign.UniqueId))));
        Explains(byId.Response, "SYS-authority");
        Assert.IsEmpty(byId.Objects.Objects);

        var retrieved = await consumer.RetrieveAsync(foreign.UniqueId);
        Explains(retrieved.Response, "SYS-authority");
        Assert.AreEqual("XDSDocumentUniqueIdError", retrieved.Response.Errors.Single().Code);
        Assert.IsEmpty(retrieved.Documents);
    }

    [TestMethod]
    public async Task AssociationsOfAnotherAuthoritysPatientsAreNotShown()
    {
        await using var scene = await SystemScene.StartAsync(
            SystemScene.System("source", "ITI-41 ITI-18"), Own("consumer", "ITI-18"));
        var foreign = TestSubmission.Of(_foreign, "of somebody else");
        Scenario.IsSuccess(await scene.Client("source").ProvideAsync(foreign));
        var entry = (await scene.Client("source").EntryOfAsync(foreign.UniqueId))!.Id!;

        var found = await scene.Client("consumer").QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.GetAssociations.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.Uuid, QueryValue.Texts(entry))));

        Explains(found.Response, "SYS-authority");
        Assert.IsEmpty(found.Objects.Objects);
    }

    [TestMethod]
    public async Task AnAdministratorRemovesAndUpdatesNothingOfAnotherAuthority()
    {
        await using var scene = await SystemScene.StartAsync(
            SystemScene.System("source", "ITI-41 ITI-18"), Own("administrator", "ITI-57 ITI-62"));
        var foreign = TestSubmission.Of(_foreign, "of somebody else");
        Scenario.IsSuccess(await scene.Client("source").ProvideAsync(foreign));
        Scenario.IsSuccess(await scene.Client("source").ProvideAsync(TestSubmission.Of(_patient, "makes it known")));
        var entry = (await scene.Client("source").EntryOfAsync(foreign.UniqueId))!;

        var removal = await RemoveAsync(scene, entry.Id!);
        StringAssert.Contains(removal.Body, "SYS-authority");
        var takenOver = await scene.Client("administrator").UpdateAsync(A.Submission(
            A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: _patient),
            A.DocumentEntry(uniqueId: foreign.UniqueId, patientId: _patient) with { Lid = entry.Id },
            A.Membership().With(SlotNames.PreviousVersion, "1")));
        Explains(takenOver, "SYS-authority");

        Assert.HasCount(1, await scene.Client("source").EntriesAsync(_foreign));
    }

    [TestMethod]
    public async Task AFeedAnnouncesAndMergesNobodyOfAnotherAuthority()
    {
        await using var scene = await SystemScene.StartAsync(Own("feed", "ITI-8 ITI-44"));
        await using var feed = await TestFeed.ConnectAsync(scene.Registered.MllpPort, scene.Connections("feed"));

        var refused = await feed.SendAsync(Adt.A01(_foreign));

        Assert.AreEqual("AE", refused.Code);
        StringAssert.Contains(refused.Errors, "SYS-authority");
        Assert.AreEqual("AA", (await feed.SendAsync(Adt.A01(_patient))).Code);
        Assert.AreEqual("AE", (await feed.SendAsync(Adt.A40(_foreign, $"other^^^&{OtherAuthority}&ISO"))).Code);
    }

    private static RegistryObjectList Registration(string repository) => A.Submission(
        A.SubmissionSet(uniqueId: TestSubmission.NewOid()),
        A.DocumentEntry(uniqueId: TestSubmission.NewOid()).With(SlotNames.RepositoryUniqueId, repository),
        A.Membership());

    private static TestSubmission With(TestSubmission submission, string sourceId) => submission with
    {
        Objects = submission.Objects.With<RegistryPackage>(
            A.Set, set => set.WithIdentifier(XdsUrns.SubmissionSet.SourceId, it => it with { Value = sourceId })),
    };

    private static Task<RawAnswer> RemoveAsync(SystemScene scene, string id)
    {
        var body = System.Text.Encoding.UTF8.GetString(
            TestClient.Written(xml => RemoveObjectsRequestWriter.Write(xml, [id])).Span);
        return new TestRawClient(scene.Connections("administrator")).PostAsync(
            scene.Registered.Registry, Wire.SimpleType,
            Wire.Bytes(Wire.Envelope(Wire.Action(TransactionId.Iti62.Action), body)));
    }

    private static void Explains(RegistryResponse response, params string[] parts)
    {
        Assert.AreEqual(ResponseStatus.Failure, response.Status);
        var contexts = string.Join('\n', response.Errors.Select(e => e.Context));
        foreach (var part in parts)
        {
            StringAssert.Contains(contexts, part);
        }
    }
}
