using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Outages;

/// <summary>
/// ITI-41 while the registry is away, or its answer is: the submitter is told, and in the end there is a document with
/// its entry, or neither.
/// </summary>
[TestClass]
public sealed class RegistryOutageTests
{
    private const string SoapType = "application/soap+xml; charset=UTF-8";

    private readonly TestSubmission _submission = TestSubmission.Of(TestSubmission.NewPatient(), "Hello, DMP");

    [TestMethod]
    public async Task WithoutRegistryNothingIsKeptAndLaterItWorks()
    {
        await using var services = await TestServices.StartAsync();
        var client = services.Client();
        var messageId = AddressingHeaders.NewMessageId();
        await services.StopRegistryAsync();

        Scenario.IsRefused(await client.ProvideAsync(_submission, messageId),
            RegistryErrorCode.XDSRegistryNotAvailable);
        NothingIsLeft(services);

        await services.StartRegistryAsync();
        Scenario.IsSuccess(await client.ProvideAsync(_submission, messageId));
        await IsThereAsync(client);
    }

    [TestMethod]
    public async Task ADocumentWhoseAnswerWasLostIsThereForReaders()
    {
        await using var stage = await StageAsync();
        stage.Registry.Behaviour = stage.Registry.LoseAnswerAsync;

        Scenario.IsRefused(await stage.Client.ProvideAsync(_submission), RegistryErrorCode.XDSRegistryNotAvailable);

        stage.Registry.Behaviour = stage.Registry.ForwardAsync;
        await IsThereAsync(stage.Client);
    }

    [TestMethod]
    public async Task ASubmissionWhoseAnswerWasLostIsSettledByItself()
    {
        await using var stage = await StageAsync();
        stage.Registry.Behaviour = stage.Registry.LoseAnswerAsync;

        Scenario.IsRefused(await stage.Client.ProvideAsync(_submission), RegistryErrorCode.XDSRegistryNotAvailable);
        Assert.AreEqual(1, Count(stage.Services, "intent"));

        stage.Registry.Behaviour = stage.Registry.ForwardAsync;
        await Eventually.IsTrueAsync("the intent is settled", () => Count(stage.Services, "intent") == 0, seconds: 40);
        await Eventually.IsTrueAsync(
            "the file is in place", () => Directory.GetFiles(stage.Services.StagingFolder).Length == 0);
        await IsThereAsync(stage.Client);
    }

    [TestMethod]
    [DataRow(200, "text/html", "<html><body>It works!</body></html>")]
    [DataRow(200, SoapType, "not even XML")]
    [DataRow(200, SoapType, "")]
    [DataRow(200, SoapType, """<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body/></s:Envelope>""")]
    [DataRow(200, SoapType, """<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><hello/></s:Body></s:Envelope>""")]
    [DataRow(204, "text/plain", "")]
    [DataRow(302, "text/plain", "elsewhere")]
    [DataRow(502, "text/html", "<h1>Bad gateway</h1>")]
    public async Task AnswersThatAreNoneAreSettledLater(int status, string type, string answer)
    {
        await using var stage = await StageAsync();
        stage.Registry.Behaviour = stage.Registry.Answering(status, type, answer);

        Scenario.IsRefused(await stage.Client.ProvideAsync(_submission), RegistryErrorCode.XDSRegistryNotAvailable);

        stage.Registry.Behaviour = stage.Registry.ForwardAsync;
        await IsThereAsync(stage.Client);
    }

    /// <summary>A well-formed answer to this very request, with a body that is no answer.</summary>
    [TestMethod]
    public async Task AnAnswerOfAnotherKindIsSettledLater()
    {
        await using var stage = await StageAsync();
        stage.Registry.Behaviour = async http =>
        {
            var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
            var start = body.IndexOf("<wsa:MessageID>", StringComparison.Ordinal) + "<wsa:MessageID>".Length;
            var id = body[start..body.IndexOf('<', start)];
            http.Response.ContentType = SoapType;
            await http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(
                $"""
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing">
                <s:Header><wsa:RelatesTo>{id}</wsa:RelatesTo></s:Header><s:Body><hello/></s:Body></s:Envelope>
                """));
        };

        var response = await stage.Client.ProvideAsync(_submission);

        Scenario.IsRefused(response, RegistryErrorCode.XDSRegistryNotAvailable);
    }

    [TestMethod]
    public async Task WhatTheRegistryNeverGotIsNeverShown()
    {
        await using var stage = await StageAsync();
        stage.Registry.Behaviour = RegistryStandIn.AnsweringAlone(200, "text/html", "<html/>");

        Scenario.IsRefused(await stage.Client.ProvideAsync(_submission), RegistryErrorCode.XDSRegistryNotAvailable);

        stage.Registry.Behaviour = stage.Registry.ForwardAsync;
        Assert.IsNull(await stage.Client.EntryOfAsync(_submission.UniqueId));
        Scenario.IsRefused(
            (await stage.Client.RetrieveAsync(_submission.UniqueId)).Response,
            RegistryErrorCode.XDSDocumentUniqueIdError);
    }

    [TestMethod]
    public async Task ASlowRegistryIsNotWaitedForAndItsWorkIsNotLost()
    {
        await using var stage = await StageAsync(("Repository:RegistryTimeoutSeconds", "1"));
        var release = new TaskCompletionSource();
        var forwarded = new TaskCompletionSource();
        stage.Registry.Behaviour = async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            http.Request.Body = new MemoryStream(body.ToArray());
            await release.Task;
            await stage.Registry.LoseAnswerAsync(http);
            forwarded.SetResult();
        };

        Scenario.IsRefused(await stage.Client.ProvideAsync(_submission), RegistryErrorCode.XDSRegistryNotAvailable);
        release.SetResult();
        await forwarded.Task;

        stage.Registry.Behaviour = stage.Registry.ForwardAsync;
        await IsThereAsync(stage.Client);
    }

    [TestMethod]
    public async Task ARetransmissionAfterALostAnswerSucceeds()
    {
        await using var stage = await StageAsync();
        var messageId = AddressingHeaders.NewMessageId();
        stage.Registry.Behaviour = stage.Registry.LoseAnswerAsync;
        Scenario.IsRefused(
            await stage.Client.ProvideAsync(_submission, messageId), RegistryErrorCode.XDSRegistryNotAvailable);

        stage.Registry.Behaviour = stage.Registry.ForwardAsync;
        Scenario.IsSuccess(await stage.Client.ProvideAsync(_submission, messageId));
        await IsThereAsync(stage.Client);
    }

    [TestMethod]
    public async Task ARestartSettlesWhatWasOpen()
    {
        await using var stage = await StageAsync();
        stage.Registry.Behaviour = stage.Registry.LoseAnswerAsync;
        Scenario.IsRefused(await stage.Client.ProvideAsync(_submission), RegistryErrorCode.XDSRegistryNotAvailable);

        await stage.Services.StopRepositoryAsync();
        stage.Registry.Behaviour = stage.Registry.ForwardAsync;
        await stage.Services.StartRepositoryAsync();

        await IsThereAsync(stage.Services.Client());
    }

    private async Task IsThereAsync(TestClient client)
    {
        Assert.IsNotNull(await client.EntryOfAsync(_submission.UniqueId));
        var retrieved = await client.RetrieveAsync(_submission.UniqueId);
        Scenario.IsSuccess(retrieved.Response);
        CollectionAssert.AreEqual(_submission.Bytes, retrieved.Bytes(_submission.UniqueId));
    }

    private static void NothingIsLeft(TestServices services)
    {
        Assert.IsEmpty(Directory.GetFiles(services.StagingFolder));
        Assert.IsEmpty(Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories));
        Assert.AreEqual(0, Count(services, "intent"));
        Assert.AreEqual(0, Count(services, "document"));
    }

    private static long Count(TestServices services, string table)
    {
        using var connection = new Database(services.RepositoryDatabase).OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = table == "intent" ? "SELECT count(*) FROM intent" : "SELECT count(*) FROM document";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<OutageStage> StageAsync(params (string Key, string Value)[] settings)
    {
        var services = await TestServices.StartRegistryOnlyAsync(settings);
        var standIn = await RegistryStandIn.StartAsync(services.Registry);
        await services.StartRepositoryAsync(("Repository:RegistryUrl", standIn.Url.AbsoluteUri));
        return new OutageStage(services, standIn);
    }

    private sealed record OutageStage(TestServices Services, RegistryStandIn Registry) : IAsyncDisposable
    {
        public TestClient Client { get; } = Services.Client();

        public async ValueTask DisposeAsync()
        {
            await Services.DisposeAsync();
            await Registry.DisposeAsync();
        }
    }
}
