using System.Buffers;
using System.Xml;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.CommandLine.Dmp;
using XdsDmp.CommandLine.Output;
using XdsDmp.Hosting;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// A Document Source and Document Consumer (ITI TF-1 §10.1.1): ITI-41, ITI-18 and ITI-43 over mutual TLS. Every
/// exchange leaves its audit message, as the profile asks of both ends.
/// </summary>
internal sealed class XdsClient : IDisposable
{
    private static readonly SoapForm Simple = new(SoapVersion.Soap12, IsMtom: false);
    private static readonly SoapForm Mtom = new(SoapVersion.Soap12, IsMtom: true);

    /// <summary>A person who asks for much may get much; a service has tighter bounds.</summary>
    private static readonly SoapLimits Limits = new()
    {
        MaxEnvelopeBytes = 512L * 1024 * 1024,
        MaxAttachmentBytes = 1L << 40,
        MaxTotalBytes = 1L << 41,
        Xml = XmlLimits.Metadata with { MaxCharacters = 512L * 1024 * 1024 },
    };

    private static readonly MetadataLimits ObjectLimits = new() { MaxObjects = 1_000_000 };

    private readonly ClientSettings _settings;
    private readonly ClientTls _tls;
    private readonly HttpClient _http;
    private readonly SoapClient _soap;

    public XdsClient(ClientSettings settings)
    {
        _settings = settings;
        Assertion = settings.Assertion;
        _tls = new ClientTls(settings);
        _http = new HttpClient(MutualTlsHandler.Create(_tls.Policy)) { Timeout = settings.Timeout };
        _soap = new SoapClient(_http, Limits, SecurityOf(settings));
        Audit = new ClientAudit(settings, _tls);
    }

    /// <summary>Goes with every message; one client may act for one user after another.</summary>
    public ReadOnlyMemory<byte> Assertion { get; set; }

    /// <summary>The records that this client leaves.</summary>
    public ClientAudit Audit { get; }

    /// <summary>An OID that stays the same for the same client certificate.</summary>
    public string SourceId => ClientAudit.SourceIdOf(_tls.Certificate);

    /// <summary>ITI-41 Provide and Register Document Set-b (ITI TF-2 §3.41).</summary>
    /// <param name="body">The message.</param>
    /// <param name="attachments">Its documents.</param>
    /// <param name="audited">What the record tells of it.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="messageId">Of one who may have to repeat himself; null: a new one.</param>
    public async Task<RegistryResponse> SubmitAsync(
        ReadOnlyMemory<byte> body, IReadOnlyList<OutgoingAttachment> attachments, AuditedSubmission audited,
        CancellationToken cancel, string? messageId = null)
    {
        var endpoint = Known(_settings.Repository, "--repository");
        var request = Request(TransactionId.Iti41, Mtom, body, messageId) with { Attachments = attachments };
        RegistryResponse? response = null;
        try
        {
            using var answer = await _soap.CallAsync(endpoint, request, sink: null, cancel);
            using var reader = answer.ReadBody();
            return response = RegistryResponseReader.Read(reader);
        }
        finally
        {
            await Audit.SendAsync(
                ProvideAndRegisterDocumentSetEvent.Build(Audit.Context(endpoint), audited, ResultOf(response)));
        }
    }

    /// <summary>ITI-57 Update Document Set (ITI TF-2 §3.57).</summary>
    public async Task<RegistryResponse> UpdateAsync(
        RegistryObjectList objects, AuditedSubmission audited, CancellationToken cancel)
    {
        var endpoint = Known(_settings.Registry, "--registry");
        var body = Body(xml => SubmitObjectsRequestWriter.Write(xml, objects));
        RegistryResponse? response = null;
        try
        {
            using var answer =
                await _soap.CallAsync(endpoint, Request(TransactionId.Iti57, Simple, body), sink: null, cancel);
            using var reader = answer.ReadBody();
            return response = RegistryResponseReader.Read(reader);
        }
        finally
        {
            await Audit.SendAsync(UpdateDocumentSetEvent.Build(Audit.Context(endpoint), audited, ResultOf(response)));
        }
    }

    /// <summary>Who did what with a DMP: an operation of our own.</summary>
    public async Task<DmpTraceList> TracesAsync(
        ReadOnlyMemory<byte> body, string patientId, CancellationToken cancel)
    {
        var endpoint = Known(_settings.Traces, "--registry");
        var result = TransactionResult.Failure(EventOutcome.MinorFailure, "no answer");
        try
        {
            using var answer = await _soap.CallAsync(
                endpoint, Request(DmpTransactions.Traces, Simple, body), sink: null, cancel);
            using var reader = answer.ReadBody();
            var list = DmpTraceList.Read(reader);
            result = TransactionResult.Success;
            return list;
        }
        finally
        {
            await Audit.SendAsync(TracesReadEvent.Build(Audit.Context(endpoint), patientId, result));
        }
    }

    /// <summary>ITI-18 Registry Stored Query (ITI TF-2 §3.18).</summary>
    public async Task<QueryAnswer> QueryAsync(StoredQueryRequest query, string? patientId, CancellationToken cancel)
    {
        var endpoint = Known(_settings.Registry, "--registry");
        var body = Body(xml => AdhocQueryRequestWriter.Write(xml, query));
        RegistryResponse? response = null;
        try
        {
            using var answer =
                await _soap.CallAsync(endpoint, Request(TransactionId.Iti18, Simple, body), sink: null, cancel);
            var problems = new RegistryErrors();
            using var reader = answer.ReadBody();
            var read = AdhocQueryResponseReader.Read(reader, problems, ObjectLimits);
            response = read.Response;
            return new QueryAnswer(read.Response, read.Objects, [.. problems], answer.Envelope.ToArray());
        }
        finally
        {
            var audited = new AuditedQuery(query.QueryId, body) { PatientIds = patientId is null ? [] : [patientId] };
            await Audit.SendAsync(RegistryStoredQueryEvent.Build(Audit.Context(endpoint), audited, ResultOf(response)));
        }
    }

    /// <summary>
    /// ITI-43 Retrieve Document Set (ITI TF-2 §3.43). Contents go to <paramref name="saved"/> while they arrive.
    /// </summary>
    public async Task<RetrieveDocumentSetResponse<SavedContent>> RetrieveAsync(
        IReadOnlyList<DocumentRequest> documents, SavedContents saved, Func<string, string?> patientOf,
        CancellationToken cancel, Uri? repository = null)
    {
        var endpoint = Known(repository ?? _settings.Repository, "--repository");
        var body = Body(xml => RetrieveDocumentSetRequestWriter.Write(xml, documents));
        HashSet<string> received = [];
        string? failure = "no answer";
        try
        {
            using var answer = await _soap.CallAsync(endpoint, Request(TransactionId.Iti43, Mtom, body), saved, cancel);
            using var reader = answer.ReadBody();
            var response = RetrieveDocumentSetResponseReader.Read(reader, saved.Read);
            received = [.. response.Documents.Select(d => d.DocumentUniqueId)];
            failure = ClientAudit.CodesOf(response.Response);
            return response;
        }
        finally
        {
            await Audit.SendAsync(RetrieveDocumentSetEvent.Build(Audit.Context(endpoint),
            [
                .. documents.Select(d => new AuditedDocument(
                    d.DocumentUniqueId, d.RepositoryUniqueId,
                    received.Contains(d.DocumentUniqueId)
                        ? AuditOutcome.Success
                        : new AuditOutcome(EventOutcome.MinorFailure, failure))
                {
                    PatientId = patientOf(d.DocumentUniqueId),
                }),
            ]));
        }
    }

    public void Dispose()
    {
        Audit.Dispose();
        _http.Dispose();
        _tls.Dispose();
    }

    /// <summary>A message body as the writers of the messages make it.</summary>
    public static ReadOnlyMemory<byte> Body(Action<Utf8XmlWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(new Utf8XmlWriter(buffer));
        return buffer.WrittenMemory;
    }

    private OutgoingMessage Request(
        TransactionId transaction, SoapForm form, ReadOnlyMemory<byte> body, string? messageId = null) => new()
        {
            Form = form,
            Addressing = new AddressingHeaders { Action = transaction.Action, MessageId = messageId },
            Body = body,
            Assertion = Assertion,
        };

    private ClientSecurity SecurityOf(ClientSettings settings) => settings.SignsMessages
        ? OwnSignature.Of(() => _tls.Certificate, _tls.Trust, Limits.Xml, TimeProvider.System).Signing
        : OwnSignature.Carrying;

    private static TransactionResult ResultOf(RegistryResponse? response) => response is null
        ? TransactionResult.Failure(EventOutcome.MinorFailure, "no answer")
        : SoapReply.ResultOf(response);

    private static Uri Known(Uri? endpoint, string option) =>
        endpoint ?? throw CommandException.Usage($"nobody said where that is: {option} URL is needed");
}

/// <summary>What a stored query has found.</summary>
/// <param name="Response">Status and errors.</param>
/// <param name="Objects">As they stand in the answer.</param>
/// <param name="Problems">What is wrong with the objects of the answer.</param>
/// <param name="Envelope">The answer itself.</param>
internal sealed record QueryAnswer(
    RegistryResponse Response, RegistryObjectList Objects, IReadOnlyList<RegistryError> Problems,
    ReadOnlyMemory<byte> Envelope)
{
    public XmlReader ReadEnvelope() =>
        XmlReaders.Create(Envelope, XmlLimits.Metadata with { MaxCharacters = Envelope.Length + 1L });
}
