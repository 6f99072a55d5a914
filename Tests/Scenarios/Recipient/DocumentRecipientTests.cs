using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Recipient;

/// <summary>XDR: ITI-41 to the Document Recipient, and what those find who fetch from its inbox.</summary>
[TestClass]
public sealed class DocumentRecipientTests
{
    private static readonly (string, string) On = ("Repository:Recipient:Enabled", "true");

    private readonly TestSubmission _submission = TestSubmission.Of(TestSubmission.NewPatient(), "Hello, DMP");

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task WhatIsReceivedWaitsInTheInboxAndNowhereElse(bool isMtom)
    {
        await using var services = await TestServices.StartAsync(On);

        Scenario.IsSuccess(await services.RecipientClient(new SoapForm(SoapVersion.Soap12, isMtom))
            .ProvideAsync(_submission));

        Assert.AreEqual(1, Count(services, "received"));
        Assert.HasCount(0, Directory.GetFiles(services.StagingFolder));
        Assert.IsNull(await services.Client().EntryOfAsync(_submission.UniqueId));
        Scenario.IsRefused(
            (await services.Client().RetrieveAsync(_submission.UniqueId)).Response,
            RegistryErrorCode.XDSDocumentUniqueIdError);
        var record = services.RepositoryAudit().Single(one => one.Transaction == "ITI-41");
        Assert.AreEqual("110107", record.Event);
        CollectionAssert.Contains(record.Objects.ToList(), _submission.SubmissionSetUniqueId);
    }

    [TestMethod]
    public async Task AnEngineSavesItAndIsDoneWithIt()
    {
        await using var services = await TestServices.StartAsync(On);
        Scenario.IsSuccess(await services.RecipientClient().ProvideAsync(_submission));
        var to = TestFolder.New();

        StringAssert.Contains((await RunAsync(services, "list", "--json")).Output, _submission.SubmissionSetUniqueId);
        StringAssert.Contains((await RunAsync(services, "show", "1")).Output, _submission.UniqueId);
        Assert.AreEqual(0, (await RunAsync(services, "save", "1", "--to", to)).ExitCode);
        CollectionAssert.AreEqual(
            _submission.Bytes, await File.ReadAllBytesAsync(Path.Combine(to, "1", "document-001.txt")));
        StringAssert.Contains(
            await File.ReadAllTextAsync(Path.Combine(to, "1", "metadata.xml")), _submission.SubmissionSetUniqueId);
        Assert.AreEqual(1, (await RunAsync(services, "save", "1", "--to", to)).ExitCode);
        Assert.AreEqual(0, (await RunAsync(services, "done", "1")).ExitCode);
        Assert.AreEqual(1, (await RunAsync(services, "done", "1")).ExitCode);

        Assert.HasCount(0, Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories));
        Assert.AreEqual(0, Count(services, "document"));
        var events = services.RepositoryAudit().Select(record => record.Event).ToList();
        CollectionAssert.Contains(events, "110106");
        CollectionAssert.Contains(events, "110110");
    }

    [TestMethod]
    public async Task ItsDocumentsAreEncryptedAndADamagedOneIsNotSaved()
    {
        var keys = Path.Combine(TestFolder.New(), "keys");
        await CommandProcess.DoAsync("content", "new-key", keys);
        await using var services = await TestServices.StartAsync(On, ("Repository:MasterKeyFile", keys));
        Scenario.IsSuccess(await services.RecipientClient().ProvideAsync(_submission));
        var (to, setting) = (TestFolder.New(), $"--Repository:MasterKeyFile={keys}");

        var file = Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories).Single();
        var octets = await File.ReadAllBytesAsync(file);
        Assert.AreEqual(-1, octets.AsSpan().IndexOf(_submission.Bytes));
        Assert.AreEqual(0, (await RunAsync(services, "save", "1", "--to", to, setting)).ExitCode);
        CollectionAssert.AreEqual(
            _submission.Bytes, await File.ReadAllBytesAsync(Path.Combine(to, "1", "document-001.txt")));

        octets[^1] ^= 1;
        await File.WriteAllBytesAsync(file, octets);
        var elsewhere = TestFolder.New();
        Assert.AreEqual(1, (await RunAsync(services, "save", "1", "--to", elsewhere, setting)).ExitCode);
        Assert.HasCount(0, Directory.GetFileSystemEntries(elsewhere));
    }

    [TestMethod]
    public async Task WhatWasDoneWithIsNotReceivedAgain()
    {
        await using var services = await TestServices.StartAsync(On);
        var client = services.RecipientClient();
        Scenario.IsSuccess(await client.ProvideAsync(_submission));
        await RunAsync(services, "done", "1");

        Scenario.IsRefused(await client.ProvideAsync(_submission), RegistryErrorCode.XDSDuplicateUniqueIdInRegistry);
        Assert.AreEqual(0, Count(services, "document"));
    }

    [TestMethod]
    public async Task ARetransmissionGetsTheFirstAnswerAndIsKeptOnce()
    {
        await using var services = await TestServices.StartAsync(On);
        var client = services.RecipientClient();
        var messageId = AddressingHeaders.NewMessageId();
        var folder = _submission with
        {
            Objects = _submission.Objects.With(A.Association(
                XdsUrns.Association.Replace, A.Document, A.RegisteredDocument)),
        };

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => client.ProvideAsync(folder, messageId)));

        foreach (var answer in answers)
        {
            Scenario.IsSuccess(answer);
            Assert.IsTrue(answer.Errors.Single().Is(RegistryErrorCode.PartialReplaceContentNotProcessed));
        }

        Assert.AreEqual(1, Count(services, "received"));
        Assert.AreEqual(1, Count(services, "document"));
    }

    /// <summary>It is another act: what the recipient has answered says nothing of the repository.</summary>
    [TestMethod]
    public async Task TheSameMessageToTheRepositoryIsRegistered()
    {
        await using var services = await TestServices.StartAsync(On);
        var messageId = AddressingHeaders.NewMessageId();

        Scenario.IsSuccess(await services.RecipientClient().ProvideAsync(_submission, messageId));
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission, messageId));

        Assert.IsNotNull(await services.Client().EntryOfAsync(_submission.UniqueId));
    }

    [TestMethod]
    public async Task AWrongHashIsRefusedAndNothingIsKept()
    {
        await using var services = await TestServices.StartAsync(On);

        Scenario.IsRefused(
            await services.RecipientClient().ProvideAsync(
                _submission.With(entry => entry.With(SlotNames.Hash, new string('0', 40)))),
            RegistryErrorCode.XDSRepositoryMetadataError);

        Assert.AreEqual(0, Count(services, "received"));
        await Eventually.IsTrueAsync(
            "nothing is staged any more", () => Directory.GetFiles(services.StagingFolder).Length == 0);
    }

    [TestMethod]
    public async Task OtherBytesUnderAUniqueIdThatWaitsAreRefused()
    {
        await using var services = await TestServices.StartAsync(On);
        var client = services.RecipientClient();
        Scenario.IsSuccess(await client.ProvideAsync(_submission));

        Scenario.IsRefused(
            await client.ProvideAsync(TestSubmission.Of(
                TestSubmission.NewPatient(), "other ..."u8.ToArray(), _submission.UniqueId)),
            RegistryErrorCode.XDSNonIdenticalHash, RegistryErrorCode.XDSNonIdenticalSize);
    }

    [TestMethod]
    public async Task AnUnknownPatientIsQueued()
    {
        await using var services = await TestServices.StartAsync(
            On, ("Repository:Recipient:AssigningAuthorities:0", "1.2.3"));

        var answer = await services.RecipientClient().ProvideAsync(_submission);

        Scenario.IsSuccess(answer);
        Assert.IsTrue(answer.Errors.Single().Is(RegistryErrorCode.DocumentQueued));
        StringAssert.Contains((await RunAsync(services, "list", "--json")).Output, "\"isPatientUnknown\": true");
    }

    [TestMethod]
    public async Task AFullInboxRefuses()
    {
        await using var services = await TestServices.StartAsync(On, ("Repository:Recipient:MaxWaiting", "1"));
        Scenario.IsSuccess(await services.RecipientClient().ProvideAsync(_submission));

        Scenario.IsRefused(
            await services.RecipientClient().ProvideAsync(TestSubmission.Of(TestSubmission.NewPatient(), "more")),
            RegistryErrorCode.XDSRepositoryOutOfResources);
    }

    [TestMethod]
    public async Task ItsDocumentsAreCheckedAsAnyOther()
    {
        await using var services = await TestServices.StartAsync(On, ("Repository:Checks:MimeType", "Refuse"));

        Scenario.IsRefused(
            await services.RecipientClient().ProvideAsync(
                _submission.With(entry => entry with { MimeType = "application/pdf" })),
            RegistryErrorCode.InvalidDocumentContent);
    }

    [TestMethod]
    public async Task WhatWasReceivedOutlivesARestart()
    {
        await using var services = await TestServices.StartAsync(On);
        Scenario.IsSuccess(await services.RecipientClient().ProvideAsync(_submission));
        var published = Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories).Single();
        await services.StopRepositoryAsync();
        File.Move(published, Path.Combine(services.StagingFolder, Path.GetFileName(published)));

        await services.StartRepositoryAsync();

        Assert.IsTrue(File.Exists(published));
    }

    [TestMethod]
    public async Task WithoutTheSettingThereIsNone()
    {
        await using var services = await TestServices.StartAsync();
        Assert.IsNull(services.Recipient);
    }

    private static Task<Ended> RunAsync(TestServices services, params string[] arguments) => CommandProcess.RunAsync(
    [
        "inbox", .. arguments, "--data", services.Folder, $"--Repository:Database={services.RepositoryDatabase}",
        $"--Repository:ContentFolder={Path.Combine(services.Folder, "documents")}",
    ]);

    private static long Count(TestServices services, string table)
    {
        using var connection = new Database(services.RepositoryDatabase).OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = table == "received" ? "SELECT count(*) FROM received" : "SELECT count(*) FROM document";
        return (long)command.ExecuteScalar()!;
    }
}
