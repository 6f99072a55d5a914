using XdsDmp.Hosting;
using XdsDmp.Tests.Scenarios.Hostile;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Security;

/// <summary>
/// What a system may call: that its certificate is trusted is not enough. Who is refused learns nothing, and the
/// auditors all.
/// </summary>
[TestClass]
public sealed class SystemPermissionTests
{
    private const string NodeAuthentication = "110126";
    private const string RestrictedFunction = "110132";

    private readonly string _patient = TestSubmission.NewPatient();

    private static IEnumerable<object[]> Transactions =>
        from id in new[]
        {
            TransactionId.Iti18, TransactionId.Iti41, TransactionId.Iti42, TransactionId.Iti43, TransactionId.Iti44Add,
            TransactionId.Iti44Merge, TransactionId.Iti44Revise, TransactionId.Iti51, TransactionId.Iti57,
            TransactionId.Iti61, TransactionId.Iti62, TransactionId.Iti92,
        }
        select new object[] { id.Number, id.Action, id.RequestElement.Namespace, id.RequestElement.LocalName };

    [TestMethod]
    [DynamicData(nameof(Transactions))]
    public async Task ASystemThatMayOnlySendAuditMessagesMayCallNothing(
        string number, string action, string elementNamespace, string element)
    {
        await using var scene = await SystemScene.StartAsync(SystemScene.System("sender", "ITI-20"));
        var url = number is "ITI-41" or "ITI-43" ? scene.Registered.Repository : scene.Registered.Registry;

        var answer = await new TestRawClient(scene.Connections("sender")).PostAsync(
            url, Wire.SimpleType,
            Wire.Bytes(Wire.Envelope(Wire.Action(action), $"<{element} xmlns=\"{elementNamespace}\"/>")));

        Assert.AreEqual(400, answer.Status);
        StringAssert.Contains(answer.Body, "FailedAuthentication");
        StringAssert.Contains(answer.Body, $"this system is not allowed {number} here");
        await SystemScene.IsToldAsync(
            number is "ITI-41" or "ITI-43" ? scene.Registered.RepositoryAudit : scene.Registered.RegistryAudit,
            RestrictedFunction, "CN=sender", "127.0.0.1", $"{number} refused: the system 'sender' may not do it");
    }

    [TestMethod]
    public async Task ACertificateThatIsTrustedAndStandsForNoSystemMayCallNothing()
    {
        await using var scene = await SystemScene.StartAsync(SystemScene.System("practice", "ITI-41"));
        var stranger = scene.Client("stranger");

        await SystemScene.IsForbiddenAsync(
            "ITI-41", () => stranger.ProvideAsync(TestSubmission.Of(_patient, "from nobody")));
        await SystemScene.IsForbiddenAsync("ITI-18", () => stranger.EntriesAsync(_patient));

        await SystemScene.IsToldAsync(
            scene.Registered.RepositoryAudit, NodeAuthentication, "CN=stranger", "ITI-41 refused",
            "of no system in the systems file");
        await SystemScene.IsToldAsync(
            scene.Registered.RegistryAudit, NodeAuthentication, "CN=stranger", "ITI-18 refused");
    }

    [TestMethod]
    public async Task ACertificateThatStandsForTwoSystemsMayCallNothing()
    {
        await using var scene = await SystemScene.StartAsync(
            SystemScene.System("practice", "ITI-18"),
            SystemScene.System("hospital", "ITI-18").Replace(
                "\"subject\": \"CN=hospital\"", "\"dns\": \"practice.test\"", StringComparison.Ordinal));
        using var both = new TestConnections(TestPki.Issue("practice", "practice.test"));

        await SystemScene.IsForbiddenAsync("ITI-18", () => scene.Registered.Client(both).EntriesAsync(_patient));

        await SystemScene.IsToldAsync(
            scene.Registered.RegistryAudit, NodeAuthentication, "of several systems: practice, hospital");
    }

    [TestMethod]
    public async Task EachSystemDoesWhatItMayAndNoMore()
    {
        await using var scene = await SystemScene.StartAsync(
            SystemScene.System("source", "ITI-41"), SystemScene.System("consumer", "ITI-18 ITI-43"));
        var submission = TestSubmission.Of(_patient, "for the consumer");

        Scenario.IsSuccess(await scene.Client("source").ProvideAsync(submission));
        Assert.HasCount(1, await scene.Client("consumer").EntriesAsync(_patient));
        Assert.IsTrue(scene.Registered.RepositoryAudit().Any(r => r.Transaction == "ITI-41"
            && r.Message.ToString().Contains("UserName=\"source\"", StringComparison.Ordinal)));
        CollectionAssert.AreEqual(
            submission.Bytes,
            (await scene.Client("consumer").RetrieveAsync(submission.UniqueId)).Bytes(submission.UniqueId));

        await SystemScene.IsForbiddenAsync("ITI-43", () => scene.Client("source").RetrieveAsync(submission.UniqueId));
        await SystemScene.IsForbiddenAsync(
            "ITI-41", () => scene.Client("consumer").ProvideAsync(TestSubmission.Of(_patient, "from the consumer")));
    }

    [TestMethod]
    public async Task AFeedByAPracticeIsRefusedAndNothingIsChanged()
    {
        await using var scene = await SystemScene.StartAsync(
            [("Registry:UnknownPatients", "Reject")],
            SystemScene.System("practice", "ITI-41"), SystemScene.System("feed", "ITI-8"));
        await using var practice = await TestFeed.ConnectAsync(
            scene.Registered.MllpPort, scene.Connections("practice"));

        var refused = await practice.SendAsync(Adt.A01(_patient));

        Assert.AreEqual("AR", refused.Code);
        StringAssert.Contains(refused.Text, "this system is not allowed ITI-8 here");
        StringAssert.Contains(refused.Errors, "SYS-transaction");
        Assert.AreEqual(
            "Failure", $"{(await scene.Client("practice").ProvideAsync(TestSubmission.Of(_patient, "x"))).Status}");
        await SystemScene.IsToldAsync(
            scene.Registered.RegistryAudit, RestrictedFunction, "CN=practice", "ITI-8 refused");

        await using var feed = await TestFeed.ConnectAsync(scene.Registered.MllpPort, scene.Connections("feed"));
        Assert.AreEqual("AA", (await feed.SendAsync(Adt.A01(_patient))).Code);
        Scenario.IsSuccess(await scene.Client("practice").ProvideAsync(TestSubmission.Of(_patient, "announced")));
        var link = await feed.SendAsync(Adt.A43($"{_patient}~local^^^&1.2.3&ISO", _patient));
        StringAssert.Contains(link.Text, "this system is not allowed ITI-64 here");
    }

    [TestMethod]
    public async Task ARepositoryThatMayNotRegisterTellsItsCallerThatNothingWasRegistered()
    {
        await using var scene = await SystemScene.StartAsync(SystemScene.System("source", "ITI-41"));
        scene.WriteText($$"""
            { "version": "2", "systems": [ {{SystemScene.System("source", "ITI-41")}} ] }
            """);
        var client = scene.Client("source");
        await Eventually.IsTrueAsync("the repository is nobody any more", async () =>
            $"{(await client.ProvideAsync(TestSubmission.Of(_patient, "refused")))?.Status}" == "Failure");

        await SystemScene.IsToldAsync(
            scene.Registered.RegistryAudit, NodeAuthentication, "CN=node", "ITI-42 refused");
    }

    [TestMethod]
    public async Task ServicesWithoutAFileSaySoLoudly()
    {
        await using var services = await TestServices.StartAsync();

        Assert.IsTrue(services.Log.Any(line => line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains("NO SYSTEMS FILE", StringComparison.Ordinal)));
    }
}
