using System.Text;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.OnDemand;

/// <summary>ITI-61 and ITI-43: a document that is made when it is asked for, by a program of the operator's.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class OnDemandDocumentTests
{
    private readonly string _patient = TestSubmission.NewPatient();
    private readonly string _uniqueId = TestSubmission.NewOid();
    private readonly string _folder = TestFolder.New();

    private string Content => Path.Combine(_folder, "content");

    [TestMethod]
    public async Task ADocumentIsMadeAnewEachTimeAndLeavesNothing()
    {
        await using var services = await StartAsync("cat >$1/order; cat $1/content");
        var client = await RegisteredAsync(services);
        await File.WriteAllTextAsync(Content, "as of today");

        var first = (await RetrieveAsync(client)).Documents.Single();
        var second = (await RetrieveAsync(client)).Documents.Single();

        Assert.AreEqual("as of today", Encoding.UTF8.GetString(first.Content));
        Assert.AreEqual(_uniqueId, first.DocumentUniqueId);
        Assert.AreNotEqual(_uniqueId, first.NewDocumentUniqueId);
        Assert.AreNotEqual(first.NewDocumentUniqueId, second.NewDocumentUniqueId);
        Assert.IsNull(first.NewRepositoryUniqueId);
        Assert.AreEqual("text/plain", first.MimeType);
        var order = await File.ReadAllTextAsync(Path.Combine(_folder, "order"));
        StringAssert.Contains(order, _uniqueId);
        await Eventually.IsTrueAsync(
            "nothing is staged any more", () => Directory.GetFiles(services.StagingFolder).Length == 0);
        Assert.HasCount(0, Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories));
        Assert.HasCount(0, (await client.EntriesAsync(_patient)).Where(entry => entry.UniqueIdOf() != _uniqueId));
    }

    [TestMethod]
    public async Task WithoutMtomItComesInTheEnvelope()
    {
        await using var services = await StartAsync("cat $1/content");
        await RegisteredAsync(services);
        await File.WriteAllTextAsync(Content, "inline");

        var retrieved = await services.Client(new SoapForm(SoapVersion.Soap12, false)).RetrieveAsync(_uniqueId);

        Assert.AreEqual("inline", Encoding.UTF8.GetString(retrieved.Documents.Single().Content));
    }

    [TestMethod]
    public async Task ASnapshotIsRegisteredBeforeItIsHandedOut()
    {
        await using var services = await StartAsync("cat $1/content", ("Persist", "true"));
        var client = await RegisteredAsync(services);
        await File.WriteAllTextAsync(Content, "first");

        var made = (await RetrieveAsync(client)).Documents.Single();

        Assert.AreEqual(A.RepositoryUniqueId, made.NewRepositoryUniqueId);
        var entry = await client.EntryOfAsync(made.NewDocumentUniqueId!);
        Assert.AreEqual(XdsUrns.StableDocumentEntry, entry!.ObjectType);
        Assert.AreEqual("5", entry.SlotValue(SlotNames.Size));
        var snapshot = await client.RetrieveAsync(made.NewDocumentUniqueId!);
        Assert.AreEqual("first", Encoding.UTF8.GetString(snapshot.Bytes(made.NewDocumentUniqueId!)));
        Assert.IsNull(snapshot.Documents.Single().NewDocumentUniqueId);
    }

    [TestMethod]
    [DataRow("true")]
    [DataRow("false")]
    public async Task WhatHasNotChangedIsTheSameSnapshotAgain(string replacePrevious)
    {
        await using var services = await StartAsync(
            "cat $1/content", ("Persist", "true"), ("ReplacePrevious", replacePrevious));
        var client = await RegisteredAsync(services);
        await File.WriteAllTextAsync(Content, "first");
        var first = (await RetrieveAsync(client)).Documents.Single().NewDocumentUniqueId!;
        var again = (await RetrieveAsync(client)).Documents.Single().NewDocumentUniqueId!;
        await File.WriteAllTextAsync(Content, "second");
        var second = (await RetrieveAsync(client)).Documents.Single().NewDocumentUniqueId!;

        Assert.AreEqual(first, again);
        Assert.AreNotEqual(first, second);
        var old = await client.EntryOfAsync(first);
        Assert.AreEqual(
            replacePrevious == "true" ? XdsUrns.StatusDeprecated : XdsUrns.StatusApproved, old!.Status);
    }

    [TestMethod]
    public async Task AtTheSameMomentThereIsOneSnapshot()
    {
        await using var services = await StartAsync("cat $1/content", ("Persist", "true"), ("MaxAtOnce", "8"));
        var client = await RegisteredAsync(services);
        await File.WriteAllTextAsync(Content, "one");

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RetrieveAsync(client)));

        Assert.HasCount(1, made.Select(one => one.Documents.Single().NewDocumentUniqueId).Distinct());
        Assert.HasCount(1, await client.EntriesAsync(_patient));
    }

    [TestMethod]
    [DataRow("echo trouble >&2; exit 3", "")]
    [DataRow("sleep 100", "")]
    [DataRow("cat /dev/zero", "")]
    public async Task WhatCannotBeMadeIsAnErrorForThatDocumentAlone(string script, string nothing)
    {
        await using var services = await StartAsync(
            $"test -f $1/good && cat $1/good || {{ {script}{nothing}; }}", ("TimeoutSeconds", "3"),
            ("../MaxDocumentBytes", "1000000"));
        var client = await RegisteredAsync(services);
        var stored = TestSubmission.Of(_patient, "stored");
        Scenario.IsSuccess(await client.ProvideAsync(stored));

        var retrieved = await client.RetrieveAsync(_uniqueId, stored.UniqueId);

        Assert.AreEqual(ResponseStatus.PartialSuccess, retrieved.Response.Status);
        var error = retrieved.Response.Errors.Single();
        Assert.IsTrue(error.Is(RegistryErrorCode.XDSRepositoryError));
        Assert.AreEqual(_uniqueId, error.Location);
        Assert.AreEqual("stored", Encoding.UTF8.GetString(retrieved.Bytes(stored.UniqueId)));
        await Eventually.IsTrueAsync(
            "nothing is staged any more", () => Directory.GetFiles(services.StagingFolder).Length == 0);

        await File.WriteAllTextAsync(Path.Combine(_folder, "good"), "good");
        Assert.HasCount(1, (await RetrieveAsync(client)).Documents);
    }

    [TestMethod]
    public async Task ASnapshotThatTheRegistryRefusesIsNotHandedOut()
    {
        await using var services = await StartAsync(
            "cat $1/content", ("Persist", "true"), ("ContentType", "x^^1.2.3"));
        var client = await RegisteredAsync(services);
        await File.WriteAllTextAsync(Content, "one");

        Scenario.IsRefused(
            (await client.RetrieveAsync(_uniqueId)).Response, RegistryErrorCode.XDSRepositoryError);

        Assert.HasCount(0, Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories));
        Assert.HasCount(0, Directory.GetFiles(services.StagingFolder));
    }

    [TestMethod]
    public async Task WithoutTheRegistryWhatIsStoredIsStillThere()
    {
        await using var services = await StartAsync("cat $1/content");
        var client = services.Client();
        var stored = TestSubmission.Of(_patient, "stored");
        Scenario.IsSuccess(await client.ProvideAsync(stored));
        await services.StopRegistryAsync();

        var retrieved = await client.RetrieveAsync(_uniqueId, stored.UniqueId);

        Assert.IsTrue(retrieved.Response.Errors.Single().Is(RegistryErrorCode.XDSRepositoryError));
        Assert.HasCount(1, retrieved.Documents);
    }

    [TestMethod]
    public async Task WhatHasNoEntryIsAbsent()
    {
        await using var services = await StartAsync("cat $1/content");

        Scenario.IsRefused(
            (await services.Client().RetrieveAsync(_uniqueId)).Response, RegistryErrorCode.XDSDocumentUniqueIdError);
    }

    private Task<TestServices> StartAsync(string script, params (string Key, string Value)[] settings) =>
        TestServices.StartAsync(
        [
            ("Repository:OnDemand:Source", "Command"), ("Repository:OnDemand:Command", "/bin/sh"),
            ("Repository:OnDemand:Arguments:0", "-c"), ("Repository:OnDemand:Arguments:1", script),
            ("Repository:OnDemand:Arguments:2", "sh"), ("Repository:OnDemand:Arguments:3", _folder),
            .. settings.Select(s => (s.Key.StartsWith("../", StringComparison.Ordinal)
                ? $"Repository:{s.Key[3..]}"
                : $"Repository:OnDemand:{s.Key}", s.Value)),
        ]);

    private async Task<TestClient> RegisteredAsync(TestServices services)
    {
        var client = services.Client();
        var entry = A.OnDemandEntry()
            .WithIdentifier(XdsUrns.DocumentEntry.PatientId, id => id with { Value = _patient })
            .WithIdentifier(XdsUrns.DocumentEntry.UniqueId, id => id with { Value = _uniqueId });
        Scenario.IsSuccess(await client.RegisterOnDemandAsync(A.Submission(
            A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: _patient), entry, A.Membership())));
        return client;
    }

    private async Task<TestRetrieval> RetrieveAsync(TestClient client)
    {
        var retrieved = await client.RetrieveAsync(_uniqueId);
        Scenario.IsSuccess(retrieved.Response);
        return retrieved;
    }
}
