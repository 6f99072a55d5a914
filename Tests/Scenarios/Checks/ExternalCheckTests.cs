using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Checks;

/// <summary>
/// ITI-41 where documents are checked before they are taken: what is found is refused, what cannot be checked too, and
/// neither leaves anything behind.
/// </summary>
[TestClass]
public sealed class ExternalCheckTests
{
    private readonly TestSubmission _good = TestSubmission.Of(TestSubmission.NewPatient(), "Hello, DMP");
    private readonly TestSubmission _bad = TestSubmission.OfMany(
        TestSubmission.NewPatient(), "one"u8.ToArray(), System.Text.Encoding.ASCII.GetBytes(Marked("two")));

    [TestMethod]
    public async Task ClamdFindsWhatItKnowsOverItsSocket()
    {
        using var clamd = await ClamAv.StartAsync();
        await FindsAsync([("External", "Clamd"), ("Server", clamd.Socket)]);
    }

    [TestMethod]
    public async Task ClamdFindsWhatItKnowsOverTcp()
    {
        using var clamd = await ClamAv.StartAsync();
        await FindsAsync([("External", "Clamd"), ("Server", $"127.0.0.1:{clamd.Port}")]);
    }

    [TestMethod]
    public async Task ADocumentThatClamdDoesNotTakeIsRefusedNotPassed()
    {
        using var clamd = await ClamAv.StartAsync();
        await using var services = await StartAsync(("External", "Clamd"), ("Server", clamd.Socket));
        var large = TestSubmission.Of(TestSubmission.NewPatient(), new byte[3 * ClamAv.MaxBytes]);

        Scenario.IsRefused(await services.Client().ProvideAsync(large), RegistryErrorCode.XDSRepositoryError);

        await NothingIsLeftAsync(services);
        Scenario.IsSuccess(await services.Client().ProvideAsync(_good));
    }

    [TestMethod]
    [DataRow("Respmod")]
    [DataRow("Reqmod")]
    public async Task AnIcapServerFindsWhatItKnows(string method)
    {
        using var clamd = await ClamAv.StartAsync();
        using var icap = await CIcap.StartAsync(clamd.Socket);
        await FindsAsync(
            [("External", "Icap"), ("IcapMethod", method), ("Server", $"icap://127.0.0.1:{icap.Port}/avscan")]);
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(1024)]
    [DataRow(1025)]
    [DataRow(3_000_000)]
    public async Task WhatAnIcapServerReturnsAsItWasPasses(int size)
    {
        using var clamd = await ClamAv.StartAsync();
        using var icap = await CIcap.StartAsync(clamd.Socket);
        await using var services = await StartAsync(
            ("External", "Icap"), ("Server", $"icap://127.0.0.1:{icap.Port}/echo"));
        var submission = TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(size));

        Scenario.IsSuccess(await services.Client().ProvideAsync(submission));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task ACommandFindsWhatItLooksFor() => await FindsAsync(
    [
        ("External", "Command"), ("Command", "/bin/sh"), ("Arguments:0", "-c"),
        ("Arguments:1", $"grep -q {ClamAv.Marker} && echo {ClamAv.Name} && exit 1; exit 0"),
    ]);

    [TestMethod]
    [DataRow("Clamd", "")]
    [DataRow("Clamd", "hello\0")]
    [DataRow("Clamd", "stream: OK ERROR\0")]
    [DataRow("Clamd", "INSTREAM size limit exceeded. ERROR\0")]
    [DataRow("Icap", "")]
    [DataRow("Icap", "HTTP/1.1 200 OK\r\n\r\n")]
    [DataRow("Icap", "ICAP/1.0 404 Service not found\r\n\r\n")]
    [DataRow("Icap", "ICAP/1.0 200 OK\r\nMethods: REQMOD\r\n\r\n")]
    [DataRow("Icap", "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\n\r\nICAP/1.0 500 Out of order\r\n\r\n")]
    [DataRow("Icap", "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nPreview: 0\r\n\r\nICAP/1.0 204 ")]
    public async Task WhatIsNoAnswerRefusesAndTheNextTryWorks(string kind, string answer)
    {
        using var standIn = CheckStandIn.Start(CheckStandIn.Saying(answer));
        await RefusesAsync(kind, standIn);
    }

    [TestMethod]
    [DataRow("Clamd")]
    [DataRow("Icap")]
    public async Task ACheckThatHangsRefuses(string kind)
    {
        using var standIn = CheckStandIn.Start(CheckStandIn.HangAsync);
        await RefusesAsync(kind, standIn);
    }

    [TestMethod]
    public async Task WhatAnIcapServerChangesIsRefused()
    {
        using var standIn = CheckStandIn.Start(CheckStandIn.Saying(
            "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\n\r\nICAP/1.0 200 OK\r\nEncapsulated: res-hdr=0, res-body=19\r\n\r\n"
            + "HTTP/1.1 403 Forbidden\r\n\r\n7\r\nBlocked\r\n0\r\n\r\n"));
        await using var services = await StartAsync(
            ("External", "Icap"), ("Server", $"icap://127.0.0.1:{standIn.Port}/s"));

        Scenario.IsRefused(await services.Client().ProvideAsync(_good), RegistryErrorCode.InvalidDocumentContent);
        await NothingIsLeftAsync(services);
    }

    [TestMethod]
    public async Task ACheckThatIsAwayRefusesUntilItIsBack()
    {
        await using var services = await StartAsync(("External", "Clamd"), ("Server", "127.0.0.1:1"));
        var client = services.Client();

        var response = await client.ProvideAsync(_good);

        Scenario.IsRefused(response, RegistryErrorCode.XDSRepositoryError);
        StringAssert.Contains(response.Errors.Single().Context, "CHK-answer");
        await NothingIsLeftAsync(services);
        using var standIn = CheckStandIn.Start(CheckStandIn.Saying("stream: OK\0"));
        await services.StopRepositoryAsync();
        await services.StartRepositoryAsync(("Repository:Checks:Server", $"127.0.0.1:{standIn.Port}"));
        Scenario.IsSuccess(await services.Client().ProvideAsync(_good));
    }

    [TestMethod]
    [DataRow("Warn")]
    [DataRow("Refuse")]
    public async Task AProgramPassedOffAsPdfIsFound(string setting)
    {
        await using var services = await StartAsync(("MimeType", setting));
        var submission = TestSubmission.Of(TestSubmission.NewPatient(), [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0])
            .With(entry => entry with { MimeType = "application/pdf" });

        var response = await services.Client().ProvideAsync(submission);

        Assert.AreEqual(setting == "Warn" ? ResponseStatus.Success : ResponseStatus.Failure, response.Status);
        var told = response.Errors.Single();
        Assert.IsTrue(told.Is(RegistryErrorCode.InvalidDocumentContent));
        StringAssert.Contains(told.Context, "looks like a program");
        Scenario.IsSuccess(await services.Client().ProvideAsync(_good));
    }

    private static string Marked(string text) => $"{text} {ClamAv.Marker}";

    private async Task FindsAsync((string Key, string Value)[] settings)
    {
        await using var services = await StartAsync(settings);
        var client = services.Client();

        var response = await client.ProvideAsync(_bad);

        Scenario.IsRefused(response, RegistryErrorCode.InvalidDocumentContent);
        StringAssert.Contains(response.Errors.Single().Context, ClamAv.Name);
        StringAssert.Contains(response.Errors.Single().Context, _bad.UniqueIds[1]);
        await NothingIsLeftAsync(services);
        Assert.IsNull(await client.EntryOfAsync(_bad.UniqueIds[0]));
        var alert = services.RepositoryAudit().Single(record => record.Event == "110113");
        CollectionAssert.Contains(alert.Objects.ToList(), _bad.UniqueIds[1]);
        StringAssert.Contains(alert.Message.ToString(), ClamAv.Name);
        Scenario.IsSuccess(await client.ProvideAsync(_good));
    }

    private async Task RefusesAsync(string kind, CheckStandIn standIn)
    {
        var server = kind == "Clamd" ? $"127.0.0.1:{standIn.Port}" : $"icap://127.0.0.1:{standIn.Port}/s";
        await using var services = await StartAsync(
            ("External", kind), ("Server", server), ("TimeoutSeconds", "2"));

        Scenario.IsRefused(await services.Client().ProvideAsync(_good), RegistryErrorCode.XDSRepositoryError);

        await NothingIsLeftAsync(services);
        standIn.Behaviour = kind == "Clamd"
            ? CheckStandIn.Saying("stream: OK\0")
            : CheckStandIn.Saying("ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\n\r\nICAP/1.0 204 No Content\r\n\r\n");
        Scenario.IsSuccess(await services.Client().ProvideAsync(_good));
    }

    private static Task<TestServices> StartAsync(params (string Key, string Value)[] settings) =>
        TestServices.StartAsync([.. settings.Select(s => ($"Repository:Checks:{s.Key}", s.Value))]);

    /// <summary>What nobody has taken over goes when the request ends, just behind its answer.</summary>
    private static async Task NothingIsLeftAsync(TestServices services)
    {
        await Eventually.IsTrueAsync(
            "nothing is staged any more", () => Directory.GetFiles(services.StagingFolder).Length == 0);
        Assert.HasCount(0, Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories));
    }
}
