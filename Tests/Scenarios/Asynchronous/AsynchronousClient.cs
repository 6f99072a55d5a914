using System.IO.Pipelines;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Asynchronous;

/// <summary>A client that wants its answers elsewhere, over services that may send them there.</summary>
internal sealed class AsynchronousClient : IAsyncDisposable
{
    private static readonly SoapForm Simple = new(SoapVersion.Soap12, false);
    private static readonly SoapForm Mtom = new(SoapVersion.Soap12, true);

    private AsynchronousClient(CallbackListener callback, TestServices services)
    {
        Callback = callback;
        Services = services;
    }

    public CallbackListener Callback { get; }

    public TestServices Services { get; }

    public string Patient { get; } = TestSubmission.NewPatient();

    public static async Task<AsynchronousClient> StartAsync(params (string Key, string Value)[] settings)
    {
        var callback = await CallbackListener.StartAsync();
        var services = await TestServices.StartAsync(
            [("Async:AllowedReplyAddresses:0", callback.Url.AbsoluteUri), .. settings]);
        return new AsynchronousClient(callback, services);
    }

    /// <summary>ITI-18 for the patient's documents.</summary>
    public OutgoingMessage Query() => Message(Simple, "RegistryStoredQuery", TestClient.Written(
        xml => AdhocQueryRequestWriter.Write(xml, new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(Patient)),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(
                Metadata.Ebxml.XdsUrns.StatusApproved))))));

    /// <summary>ITI-41.</summary>
    public OutgoingMessage Provide(TestSubmission submission) => ToReply(Services.Client().Message(submission));

    /// <summary>ITI-42.</summary>
    public OutgoingMessage Register(TestSubmission submission) => Message(
        Simple, "RegisterDocumentSet-b",
        TestClient.Written(xml => SubmitObjectsRequestWriter.Write(xml, submission.Objects)));

    /// <summary>ITI-43.</summary>
    public OutgoingMessage Retrieve(string uniqueId, SoapForm? form = null) => Message(
        form ?? Mtom, "RetrieveDocumentSet", TestClient.Written(
            xml => RetrieveDocumentSetRequestWriter.Write(xml, [new DocumentRequest(A.RepositoryUniqueId, uniqueId)])));

    public OutgoingMessage Message(SoapForm form, string action, ReadOnlyMemory<byte> body) => ToReply(
        new OutgoingMessage
        {
            Form = form,
            Addressing = new AddressingHeaders { Action = $"urn:ihe:iti:2007:{action}" },
            Body = body,
        });

    /// <summary>What the service says on the connection of the question.</summary>
    public async Task<RawAnswer> PostAsync(Uri service, OutgoingMessage message)
    {
        var writer = new SoapWriter(message);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await writer.WriteAsync(pipe.Writer, CancellationToken.None);
        await pipe.Writer.CompleteAsync();
        using var bytes = new MemoryStream();
        await pipe.Reader.CopyToAsync(bytes);
        return await Services.RawClient().PostAsync(service, writer.ContentType, bytes.ToArray());
    }

    /// <summary>The question is taken; gives its MessageID.</summary>
    public async Task<string> AskAsync(Uri service, OutgoingMessage message)
    {
        var answer = await PostAsync(service, message);
        Assert.AreEqual(202, answer.Status, answer.Body);
        Assert.AreEqual("", answer.Body);
        return message.Addressing.MessageId!;
    }

    /// <summary>The same, and the answer that comes to the callback.</summary>
    public async Task<ReceivedAnswer> AnswerAsync(Uri service, OutgoingMessage message)
    {
        var id = await AskAsync(service, message);
        try
        {
            return await Callback.AnswerToAsync(id);
        }
        catch (TimeoutException none)
        {
            throw new TimeoutException($"{none.Message}\n{string.Join('\n', Services.Log)}", none);
        }
    }

    public static RegistryResponse Response(ReceivedAnswer answer)
    {
        using var body = answer.Message.ReadBody();
        return RegistryResponseReader.Read(body);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Callback.DisposeAsync();
    }

    private OutgoingMessage ToReply(OutgoingMessage message) => message with
    {
        IsRequest = true,
        Addressing = message.Addressing with
        {
            MessageId = message.Addressing.MessageId ?? AddressingHeaders.NewMessageId(),
            ReplyTo = Callback.Url.AbsoluteUri,
        },
    };
}
