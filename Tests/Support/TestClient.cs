using System.Buffers;
using System.Text;
using System.Xml;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Support;

/// <summary>
/// A document source, registry user and document consumer. Each question and each answer is validated against the
/// schemas, and an answer in another form than the question's is an error.
/// </summary>
/// <param name="registry">Its URL.</param>
/// <param name="repository">Its URL.</param>
/// <param name="http">Connections to them.</param>
/// <param name="form">Of ITI-41 and ITI-43.</param>
/// <param name="security">Signs questions, checks answers; null: neither.</param>
/// <param name="assertion">Goes with every question.</param>
public sealed class TestClient(
    Uri registry, Uri repository, HttpClient http, SoapForm form, ClientSecurity? security = null,
    ReadOnlyMemory<byte> assertion = default)
{
    private const string Iti = "urn:ihe:iti:2007:";

    /// <summary>Larger messages are not worth the time that a schema takes for them.</summary>
    private const int MaxValidatedBytes = 4 * 1024 * 1024;

    private readonly SoapClient _soap =
        new(http, new SoapLimits
        {
            MaxEnvelopeBytes = 64 * 1024 * 1024,
            Xml = new XmlLimits { MaxCharacters = 64 * 1024 * 1024 },
        }, security);

    public SoapForm Form => form;

    /// <summary>ITI-41, documents attached or inline as the form says.</summary>
    public Task<RegistryResponse> ProvideAsync(TestSubmission submission, string? messageId = null) =>
        ProvideAsync(Message(submission, messageId));

    /// <summary>ITI-41 with a message that the caller has made, or altered.</summary>
    public async Task<RegistryResponse> ProvideAsync(OutgoingMessage message)
    {
        using var answer = await CallAsync(repository, message, null);
        using var body = answer.ReadBody();
        return RegistryResponseReader.Read(body);
    }

    /// <summary>The ITI-41 message for a submission.</summary>
    public OutgoingMessage Message(TestSubmission submission, string? messageId = null)
    {
        var documents = submission.Documents.Select(d => new ProvidedDocument<DocumentContent>(
            d.Key, form.IsMtom ? DocumentContent.Attached($"{d.Key}@test") : DocumentContent.Inline(d.Value)));
        var body = Written(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(
            xml, new ProvideAndRegisterDocumentSetRequest<DocumentContent>(submission.Objects, [.. documents])));
        return Message(form, "ProvideAndRegisterDocumentSet-b", body, messageId) with
        {
            Attachments = form.IsMtom ? [.. submission.Documents.Select(d => Attachment($"{d.Key}@test", d.Value))]
                : [],
        };
    }

    /// <summary>ITI-42.</summary>
    public async Task<RegistryResponse> RegisterAsync(RegistryObjectList objects)
    {
        using var answer = await CallAsync(registry, Message(Simple, "RegisterDocumentSet-b", Written(
            xml => SubmitObjectsRequestWriter.Write(xml, objects))), null);
        using var body = answer.ReadBody();
        return RegistryResponseReader.Read(body);
    }

    /// <summary>ITI-61.</summary>
    public async Task<RegistryResponse> RegisterOnDemandAsync(RegistryObjectList objects)
    {
        var message = Message(Simple, "", Written(xml => SubmitObjectsRequestWriter.Write(xml, objects)));
        using var answer = await CallAsync(
            registry,
            message with
            {
                Addressing = message.Addressing with { Action = "urn:ihe:iti:2010:RegisterOnDemandDocumentEntry" },
            },
            null);
        using var body = answer.ReadBody();
        return RegistryResponseReader.Read(body);
    }

    /// <summary>ITI-57.</summary>
    public async Task<RegistryResponse> UpdateAsync(RegistryObjectList objects)
    {
        var message = Message(Simple, "", Written(xml => SubmitObjectsRequestWriter.Write(xml, objects)));
        using var answer = await CallAsync(
            registry,
            message with { Addressing = message.Addressing with { Action = "urn:ihe:iti:2010:UpdateDocumentSet" } },
            null);
        using var body = answer.ReadBody();
        return RegistryResponseReader.Read(body);
    }

    /// <summary>ITI-18.</summary>
    public async Task<AdhocQueryResponse> QueryAsync(StoredQueryRequest request)
    {
        using var answer = await CallAsync(registry, Message(Simple, "RegistryStoredQuery", Written(
            xml => AdhocQueryRequestWriter.Write(xml, request))), null);
        using var body = answer.ReadBody();
        return AdhocQueryResponseReader.Read(body, []);
    }

    /// <summary>ITI-43, the documents in memory.</summary>
    public Task<TestRetrieval> RetrieveAsync(params string[] uniqueIds) =>
        RetrieveAsync([.. uniqueIds.Select(id => new DocumentRequest(A.RepositoryUniqueId, id))]);

    public async Task<TestRetrieval> RetrieveAsync(
        IReadOnlyList<DocumentRequest> requests, IAttachmentSink? sink = null)
    {
        var received = new MemorySink();
        using var answer = await CallAsync(repository, Message(form, "RetrieveDocumentSet", Written(
            xml => RetrieveDocumentSetRequestWriter.Write(xml, requests))), sink ?? received);
        using var body = answer.ReadBody();
        var response = RetrieveDocumentSetResponseReader.Read(body, content =>
        {
            var inline = new ArrayBufferWriter<byte>();
            return XopInclude.Read(content, inline) is { } id
                ? received.Documents.GetValueOrDefault(id, [])
                : inline.WrittenSpan.ToArray();
        });
        return new TestRetrieval(response.Response, response.Documents);
    }

    /// <summary>ITI-62.</summary>
    public async Task<RegistryResponse> RemoveMetadataAsync(params string[] ids)
    {
        var message = Message(Simple, "", Written(xml => RemoveObjectsRequestWriter.Write(xml, ids)));
        using var answer = await CallAsync(
            registry,
            message with { Addressing = message.Addressing with { Action = "urn:ihe:iti:2010:DeleteDocumentSet" } },
            null);
        using var body = answer.ReadBody();
        return RegistryResponseReader.Read(body);
    }

    /// <summary>ITI-86.</summary>
    public Task<RegistryResponse> RemoveAsync(params string[] uniqueIds) =>
        RemoveAsync([.. uniqueIds.Select(id => new DocumentRequest(A.RepositoryUniqueId, id))]);

    public async Task<RegistryResponse> RemoveAsync(IReadOnlyList<DocumentRequest> requests)
    {
        var message = Message(Simple, "", Written(xml => RemoveDocumentsRequestWriter.Write(xml, requests)));
        using var answer = await CallAsync(
            repository,
            message with { Addressing = message.Addressing with { Action = "urn:ihe:iti:2017:RemoveDocuments" } },
            null);
        using var body = answer.ReadBody();
        return RegistryResponseReader.Read(body);
    }

    public static OutgoingAttachment Attachment(string contentId, byte[] bytes) => new(
        contentId, "text/plain", async (output, cancel) => await output.WriteAsync(bytes, cancel));

    public static ReadOnlyMemory<byte> Written(Action<Utf8XmlWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(8192);
        write(new Utf8XmlWriter(body));
        return body.WrittenMemory;
    }

    /// <summary>Queries and registrations travel without MTOM, in the same version of SOAP.</summary>
    private SoapForm Simple => form with { IsMtom = false };

    private static OutgoingMessage Message(
        SoapForm form, string action, ReadOnlyMemory<byte> body, string? messageId = null) => new()
        {
            Form = form,
            Addressing = new AddressingHeaders
            {
                Action = Iti + action,
                MessageId = messageId ?? AddressingHeaders.NewMessageId(),
            },
            Body = body,
        };

    private async Task<SoapMessage> CallAsync(Uri endpoint, OutgoingMessage message, IAttachmentSink? sink)
    {
        Validate("question", message.Body);
        var answer = await _soap.CallAsync(
            endpoint, message with { Assertion = assertion }, sink, CancellationToken.None);
        Validate("answer", answer.Envelope);
        return answer;
    }

    private static void Validate(string what, ReadOnlyMemory<byte> xml)
    {
        if (xml.Length <= MaxValidatedBytes && SchemaValidation.Errors(xml) is { Count: > 0 } errors)
        {
            throw new XmlException(
                $"the {what} is not valid: {string.Join(" ", errors)}\n{Encoding.UTF8.GetString(xml.Span)}");
        }
    }

    private sealed class MemorySink : IAttachmentSink
    {
        public Dictionary<string, byte[]> Documents { get; } = [];

        public async ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancel);
            Documents.Add(headers.ContentId, copy.ToArray());
        }

        public Stream? Reopen(string contentId) =>
            Documents.TryGetValue(contentId, out var bytes) ? new MemoryStream(bytes) : null;
    }
}

/// <summary>What came back from an ITI-43.</summary>
public sealed record TestRetrieval(RegistryResponse Response, IReadOnlyCollection<DocumentResponse<byte[]>> Documents)
{
    public byte[] Bytes(string uniqueId) => Documents.Single(d => d.DocumentUniqueId == uniqueId).Content;
}
