using System.Text.RegularExpressions;
using XdsDmp.Atna.Storage;
using XdsDmp.Tests.Scenarios.Security;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>An audit repository in the services' process has all their messages, without the wire.</summary>
[TestClass]
public sealed partial class AuditInProcessTests
{
    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    public async Task WhatIsInTheOutboxBecomesRecords()
    {
        await using var node = await StartNodeAsync();
        await using var services = await StartServicesAsync(node);

        Scenario.IsSuccess(await services.Client().ProvideAsync(TestSubmission.Of(_patient, "Hello, DMP")));

        var record = await node.UntilFoundAsync(new AuditFilter { EventCode = "ITI-42", Source = "xdsdmp-registry" });
        Assert.AreEqual(Transports.SyslogLocal, record.Transport);
        Assert.AreEqual("127.0.0.1", record.Peer);
        StringAssert.Contains(record.PeerCertificate!, "CN=");
        await node.UntilFoundAsync(new AuditFilter { EventCode = "ITI-41", Source = "xdsdmp-repository" });
    }

    [TestMethod]
    public async Task TheTrailIsTheSameAsOverTheWire()
    {
        var near = await TrailAsync("false");
        var far = await TrailAsync("true");

        Assert.IsNotEmpty(near);
        Assert.AreEqual(far, near);
    }

    [TestMethod]
    public async Task WhenItHasStoppedMessagesWaitInTheOutbox()
    {
        await using var node = await StartNodeAsync();
        await using var services = await StartServicesAsync(node);
        await node.StopAsync();

        Assert.IsNull(await services.Client().EntryOfAsync("1.2.3"));

        Assert.HasCount(1, services.RegistryAudit().Where(record => record.Transaction == "ITI-18"));
    }

    [TestMethod]
    public async Task AServiceThatMaySendNoAuditMessagesMayNotDoSoInTheProcessEither()
    {
        var systems = Path.Combine(TestFolder.New(), "systems.json");
        await File.WriteAllTextAsync(systems, $$"""
            { "version": "1", "systems": [ {{SystemScene.System("practice", "ITI-18")}} ] }
            """);
        await using var node = await StartNodeAsync(("Security:Systems", systems));
        await using var services = await StartServicesAsync(node);

        Assert.IsNull(await services.Client().EntryOfAsync("1.2.3"));

        var alert = await node.UntilFoundAsync(new AuditFilter { EventCode = "110126" });
        StringAssert.Contains(alert.Event.OutcomeDescription!, "ITI-20 refused");
        Assert.IsEmpty(node.Received(Transports.SyslogLocal));
        Assert.IsNotEmpty(services.RegistryAudit().Where(record => record.Transaction == "ITI-18"));
    }

    private static Task<AtnaNode> StartNodeAsync(params (string Key, string Value)[] settings) => AtnaNode.StartAsync(
    [
        ("Security:Certificate", TestPki.Files.Node.CertificatePath),
        ("Security:Key", TestPki.Files.Node.KeyPath!),
        ("Security:TrustFolder", TestPki.Files.TrustFolder),
        .. settings,
    ]);

    private static Task<TestServices> StartServicesAsync(AtnaNode node, string isOverWire = "false") =>
        TestServices.StartBesideAsync(
            node.Local, ("Audit:ReceiverPort", $"{node.Port}"), ("Audit:OverWire", isOverWire));

    /// <summary>All that the audit repository has of a submission, a query and a stop.</summary>
    private async Task<string> TrailAsync(string isOverWire)
    {
        await using var node = await StartNodeAsync();
        var submission = TestSubmission.Of(_patient, "Hello, DMP");
        await using (var services = await StartServicesAsync(node, isOverWire))
        {
            Scenario.IsSuccess(await services.Client().ProvideAsync(submission));
            Assert.IsNotNull(await services.Client().EntryOfAsync(submission.UniqueId));
        }

        var messages = node.Received(isOverWire == "true" ? Transports.SyslogTls : Transports.SyslogLocal)
            .Select(raw => Normal(Tests.Support.AuditRecord.Of(raw).Message.ToString(), submission));

        // What a stop interrupts is sent twice.
        return string.Join("\n", messages.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Without times, ids, and the ports that were free.</summary>
    private static string Normal(string message, TestSubmission submission) => Changing().Replace(
        message.Replace(submission.SubmissionSetUniqueId, "SET", StringComparison.Ordinal)
            .Replace(submission.UniqueId, "DOCUMENT", StringComparison.Ordinal),
        "X");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.Z+-]+|localhost:\d+|[0-9a-f]{8}-[0-9a-f-]{27}|>[A-Za-z0-9+/=]{40,}<")]
    private static partial Regex Changing();
}
