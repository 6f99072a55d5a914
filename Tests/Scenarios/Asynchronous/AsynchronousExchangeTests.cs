using System.Text;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Tests.Scenarios.Hostile;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Asynchronous;

/// <summary>Requests whose wsa:ReplyTo is an address (ITI TF-2 Appendix V): the answer comes there.</summary>
[TestClass]
public sealed class AsynchronousExchangeTests
{
    private static readonly Lazy<Task<AsynchronousClient>> Shared = new(() => AsynchronousClient.StartAsync());

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    [TestMethod]
    public async Task AStoredQueryIsAnsweredToTheReplyAddress()
    {
        var client = await Shared.Value;
        var question = client.Query();

        var answer = (await client.AnswerAsync(client.Services.Registry, question)).Message;

        Assert.AreEqual("urn:ihe:iti:2007:RegistryStoredQueryResponse", answer.Addressing.Action);
        Assert.AreEqual(client.Callback.Url.AbsoluteUri, answer.Addressing.To);
        Assert.StartsWith("urn:uuid:", answer.Addressing.MessageId!);
        Assert.AreNotEqual(question.Addressing.MessageId, answer.Addressing.MessageId);
        Assert.IsEmpty(SchemaValidation.Errors(answer.Envelope));
        using var body = answer.ReadBody();
        Scenario.IsSuccess(AdhocQueryResponseReader.Read(body, []).Response);
    }

    [TestMethod]
    public async Task ASubmissionIsAnsweredAndItsDocumentRetrieved()
    {
        var client = await Shared.Value;
        var submission = TestSubmission.Of(client.Patient, TestSubmission.RandomBytes(300_000));

        var provided = await client.AnswerAsync(client.Services.Repository, client.Provide(submission));
        var retrieved = await client.AnswerAsync(client.Services.Repository, client.Retrieve(submission.UniqueId));

        Scenario.IsSuccess(AsynchronousClient.Response(provided));
        Assert.IsTrue(provided.Message.Form.IsMtom);
        Assert.AreEqual("urn:ihe:iti:2007:RetrieveDocumentSetResponse", retrieved.Message.Addressing.Action);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Documents.Values.Single());
    }

    [TestMethod]
    public async Task ARegistrationIsAnsweredWithItsErrors()
    {
        var client = await Shared.Value;

        var answer = await client.AnswerAsync(
            client.Services.Registry, client.Register(TestSubmission.Of(client.Patient, "no hash")));

        Assert.AreEqual("urn:ihe:iti:2007:RegisterDocumentSet-bResponse", answer.Message.Addressing.Action);
        Assert.AreEqual(ResponseStatus.Failure, AsynchronousClient.Response(answer).Status);
    }

    [TestMethod]
    public async Task ReferenceParametersComeBackAsHeaders()
    {
        var client = await Shared.Value;
        var id = AddressingHeaders.NewMessageId();
        var envelope = Wire.Envelope(
            Wire.Action(Wire.Query)
            + $"<wsa:ReplyTo><wsa:Address>{client.Callback.Url}/deep</wsa:Address><wsa:ReferenceParameters>"
            + "<x:Ticket xmlns:x=\"urn:example\" x:of=\"a&amp;b\">42<x:in/></x:Ticket>"
            + "</wsa:ReferenceParameters></wsa:ReplyTo>",
            Wire.GoodQuery).Replace("<wsa:MessageID>urn:uuid:", $"<wsa:MessageID>{id}#", StringComparison.Ordinal);

        var accepted = await client.Services.RawClient().PostAsync(
            client.Services.Registry, Wire.SimpleType, Wire.Bytes(envelope));

        Assert.AreEqual(202, accepted.Status, accepted.Body);
        await Eventually.IsTrueAsync("the answer", () => Answers(client, id).Any());
        var answer = Answers(client, id).Single();
        Assert.AreEqual("/answers/deep", answer.Path);
        StringAssert.Contains(
            Encoding.UTF8.GetString(answer.Message.Envelope.Span),
            "<x:Ticket xmlns:x=\"urn:example\" x:of=\"a&amp;b\" wsa:IsReferenceParameter=\"true\"");
    }

    [TestMethod]
    public async Task AFaultThatComesLaterGoesToFaultTo()
    {
        var client = await Shared.Value;
        var question = client.Message(
            SoapForm.Default, "RegistryStoredQuery",
            "<q:AdhocQueryRequest xmlns:q='urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0'/>"u8.ToArray());
        question = question with
        {
            Addressing = question.Addressing with { FaultTo = $"{client.Callback.Url}/faults" },
        };

        var answer = await client.AnswerAsync(client.Services.Registry, question);

        Assert.AreEqual("/answers/faults", answer.Path);
        Assert.AreEqual(WsAddressing.SoapFaultAction, answer.Message.Addressing.Action);
        Assert.IsNotNull(answer.Message.Fault);
    }

    [TestMethod]
    [DataRow("https://localhost:1/answers", "InvalidAddress")]
    [DataRow("https://user@localhost/answers", "user information")]
    [DataRow(WsAddressing.None, "InvalidAddress")]
    public async Task AnAddressThatIsNotListedIsRefusedAtOnce(string address, string reason)
    {
        var client = await Shared.Value;
        var question = client.Query();

        var answer = await client.PostAsync(client.Services.Registry, question with
        {
            Addressing = question.Addressing with { ReplyTo = address },
        });

        Assert.AreEqual(400, answer.Status);
        StringAssert.Contains(answer.Body, reason);
    }

    [TestMethod]
    public async Task AFaultCannotGoBackOnAConnectionThatIsOver()
    {
        var client = await Shared.Value;
        var question = client.Query();

        var answer = await client.PostAsync(client.Services.Registry, question with
        {
            Addressing = question.Addressing with { FaultTo = WsAddressing.Anonymous },
        });

        Assert.AreEqual(400, answer.Status);
        StringAssert.Contains(answer.Body, "OnlyNonAnonymousAddressSupported");
    }

    [TestMethod]
    public async Task AnActWhoseAnswerNobodyWantsIsDone()
    {
        var client = await Shared.Value;
        var submission = TestSubmission.Of(client.Patient, "quietly");
        var message = client.Provide(submission);

        await client.AskAsync(client.Services.Repository, message with
        {
            Addressing = message.Addressing with { ReplyTo = WsAddressing.None },
        });

        await Eventually.IsTrueAsync("the entry is there", async () =>
            await client.Services.Client().EntryOfAsync(submission.UniqueId) is not null);
    }

    [TestMethod]
    public async Task TheEndOfADeliveryIsAudited()
    {
        var client = await Shared.Value;
        var question = client.Query();

        await client.AnswerAsync(client.Services.Registry, question);

        await Eventually.IsTrueAsync("the audit of the delivery", () => client.Services.RegistryAudit().Any(record =>
            record is { Transaction: "ITI-18", Event: "110106", Outcome: "0" }
            && record.Objects.Contains(question.Addressing.MessageId!)));
        Assert.IsTrue(client.Services.RegistryAudit().Any(record =>
            record is { Transaction: "ITI-18", Event: "110112" }
            && record.Message.ToString().Contains(client.Callback.Url.AbsoluteUri, StringComparison.Ordinal)));
    }

    private static IEnumerable<ReceivedAnswer> Answers(AsynchronousClient client, string id) =>
        client.Callback.Received.Where(a =>
            a.Message.Addressing.RelatesTo?.StartsWith(id, StringComparison.Ordinal) == true);
}
