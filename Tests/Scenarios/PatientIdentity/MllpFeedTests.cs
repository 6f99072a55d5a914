using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.PatientIdentity;

/// <summary>ITI-8 on the wire: MLLP over mutual TLS, good senders and bad ones.</summary>
[TestClass]
public sealed class MllpFeedTests
{
    private readonly string _patient = TestSubmission.NewPatient();
    private readonly string _other = TestSubmission.NewPatient();

    [TestMethod]
    public async Task SubmissionsAreAcceptedOnceThePatientIsAnnounced()
    {
        await using var services = await TestServices.StartAsync(("Registry:UnknownPatients", "Reject"));
        var client = services.Client();
        Scenario.IsRefused(
            await client.ProvideAsync(TestSubmission.Of(_patient, "too early")),
            RegistryErrorCode.XDSUnknownPatientId);

        await using var feed = await services.FeedAsync();
        Assert.AreEqual("AA", (await feed.SendAsync(Adt.A01(_patient))).Code);

        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Of(_patient, "in time")));
        Scenario.IsRefused(
            await client.ProvideAsync(TestSubmission.Of(_other, "another one")),
            RegistryErrorCode.XDSUnknownPatientId);
    }

    [TestMethod]
    public async Task TheAnswerFollowsTheAuditMessage()
    {
        var services = await Scenario.ServicesAsync();
        await using var feed = await services.FeedAsync();

        await feed.SendAsync(Adt.A01(_patient));

        var record = services.RegistryAudit().Single(r => r.Objects.Contains(_patient));
        Assert.AreEqual("110110 ITI-8 C 0", $"{record.Event} {record.Transaction} {record.Action} {record.Outcome}");
        StringAssert.Contains(record.Message.ToString(), "UserID=\"HOSPITAL|HIS\"");
        StringAssert.Contains(record.Message.ToString(), "UserName=\"CN=");
    }

    [TestMethod]
    public async Task ALinkChangeMovesADocumentToAnotherPatient()
    {
        var services = await Scenario.ServicesAsync();
        var client = services.Client();
        await using var feed = await services.FeedAsync();
        await feed.SendAsync(Adt.A01(_patient));
        await feed.SendAsync(Adt.A01(_other));
        var submission = TestSubmission.Of(_patient, "of somebody else");
        Scenario.IsSuccess(await client.ProvideAsync(submission));
        var local = (await client.EntriesAsync(_patient)).Single().SlotValue(SlotNames.SourcePatientId);

        Assert.AreEqual("AA", (await feed.SendAsync(Adt.A43($"{_other}~{local}", _patient))).Code);

        Assert.AreEqual(submission.UniqueId, (await client.EntriesAsync(_other)).Single().UniqueIdOf());
        Assert.IsEmpty(await client.EntriesAsync(_patient));
        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
    }

    [TestMethod]
    public async Task OneConnectionCarriesManyMessagesAndAHastySenderGetsAllAnswers()
    {
        await using var feed = await (await Scenario.ServicesAsync()).FeedAsync();

        await feed.WriteAsync(string.Concat(Enumerable.Range(0, 50).Select(
            i => $"\v{Adt.A01(TestSubmission.NewPatient(), $"C{i}")}\x1c\r")));

        for (var i = 0; i < 50; i++)
        {
            var answer = await feed.ReadAsync();
            Assert.AreEqual($"AA C{i}", $"{answer!.Code} {answer.ControlId}");
        }
    }

    [TestMethod]
    public async Task ManySendersSendAtOnce()
    {
        var services = await Scenario.ServicesAsync();

        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var feed = await services.FeedAsync();
            await feed.SendAsync(Adt.A01(_patient));
            return (await feed.SendAsync(Adt.A01(TestSubmission.NewPatient()))).Code;
        }));

        CollectionAssert.AreEqual(Enumerable.Repeat("AA", 20).ToArray(), codes);
    }

    [TestMethod]
    public async Task AMessageMayComeInPiecesWithGarbageBetween()
    {
        await using var feed = await (await Scenario.ServicesAsync()).FeedAsync();
        var message = Adt.A01(_patient, "PIECES");

        await feed.WriteAsync("\r\nhello\v");
        await feed.WriteAsync(message[..40]);
        await feed.WriteAsync(message[40..]);
        await feed.WriteAsync("\x1c");
        Assert.AreEqual("PIECES", (await feed.ReadAsync())!.ControlId);
        await feed.WriteAsync($"\r\n\vhalf of it\v{Adt.A01(_patient, "WHOLE")}\x1c\r");

        Assert.AreEqual("WHOLE", (await feed.ReadAsync())!.ControlId);
    }

    [TestMethod]
    public async Task AHalfMessageChangesNothing()
    {
        var services = await Scenario.ServicesAsync();
        await using (var feed = await services.FeedAsync())
        {
            await feed.WriteAsync($"\v{Adt.A01(_patient)}");
        }

        await using var next = await services.FeedAsync();
        await next.SendAsync(Adt.A01(_other));
        StringAssert.Contains((await next.SendAsync(Adt.A40(_other, _patient))).Text, "PIF-known");
    }

    [TestMethod]
    public async Task WhatIsNoHl7IsRejectedAndTheConnectionGoesOn()
    {
        await using var feed = await (await Scenario.ServicesAsync()).FeedAsync();

        Assert.AreEqual("AR", (await feed.SendAsync("GET / HTTP/1.1")).Code);
        Assert.AreEqual("AR", (await feed.SendAsync("")).Code);
        Assert.AreEqual("AA", (await feed.SendAsync(Adt.A01(_patient))).Code);
    }

    [TestMethod]
    public async Task AMessageThatIsTooLargeIsRejectedAndTheConnectionClosed()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync(
            ("Registry:MllpMaxMessageBytes", "8192"));
        await using var feed = await services.FeedAsync();

        await feed.WriteAsync($"\v{Adt.A01(_patient, "LARGE")}{new string('x', 10_000)}");

        var answer = await feed.ReadAsync();
        Assert.AreEqual("AR LARGE", $"{answer!.Code} {answer.ControlId}");
        StringAssert.Contains(answer.Text, "8192");
        Assert.IsNull(await feed.ReadAsync());
    }

    [TestMethod]
    public async Task WhoStallsInsideAMessageIsCutOff()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync(
            ("Registry:MllpMidFrameTimeoutSeconds", "1"));
        await using var feed = await services.FeedAsync();

        await feed.WriteAsync("\vMSH|");

        Assert.IsNull(await feed.ReadAsync());
    }

    [TestMethod]
    public async Task WithoutACertificateNobodyIsHeard()
    {
        var services = await Scenario.ServicesAsync();
        using var anonymous = new TestConnections(null);

        await Assert.ThrowsAsync<Exception>(async () =>
        {
            await using var feed = await TestFeed.ConnectAsync(services.MllpPort, anonymous);
            await feed.SendAsync(Adt.A01(_patient));
        });

        await using var known = await services.FeedAsync();
        await known.SendAsync(Adt.A01(_other));
        StringAssert.Contains((await known.SendAsync(Adt.A40(_other, _patient))).Text, "PIF-known");
    }

    [TestMethod]
    public async Task PlainTcpIsNotForOthersThanTheSettingNames()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync(
            ("Registry:MllpPlainFrom:0", "10.1.2.0/24"));
        await using var plain = await TestFeed.ConnectPlainAsync(services.MllpPort);
        await plain.WriteAsync($"\v{Adt.A01(_other)}\x1c\r");
        Assert.IsNull(await plain.ReadAsync());
    }

    [TestMethod]
    public async Task WhereTheSettingSaysSoTheSamePortTakesPlainTcpAndTls()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync(("Registry:MllpPlainFrom:0", "127.0.0.1"));
        await using (var plain = await TestFeed.ConnectPlainAsync(services.MllpPort))
        {
            Assert.AreEqual("AA", (await plain.SendAsync(Adt.A01(_patient))).Code);
        }

        await using (var secure = await services.FeedAsync())
        {
            Assert.AreEqual("AA", (await secure.SendAsync(Adt.A01(_other))).Code);
        }
    }

    [TestMethod]
    public async Task AStopIsNotHeldUpByAnOpenConnection()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync();
        await using var idle = await services.FeedAsync();
        await idle.SendAsync(Adt.A01(_patient));
        await using var half = await services.FeedAsync();
        await half.WriteAsync("\vMSH|");

        await services.StopRegistryAsync().WaitAsync(TimeSpan.FromSeconds(15));
        await services.StartRegistryAsync();
        await using var feed = await services.FeedAsync();
        await feed.SendAsync(Adt.A01(_other));

        Assert.AreEqual("AA", (await feed.SendAsync(Adt.A40(_other, _patient))).Code);
    }
}
