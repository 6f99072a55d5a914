using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Xml;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Telemetry;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// The registry as this repository sees it: ITI-42 to register, ITI-18 to find out what became of a submission.
/// </summary>
internal sealed class RegistryClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly SoapClient _client;
    private readonly Uri _registry;
    private readonly AuditTrail _audit;
    private readonly TlsPolicy _tls;

    /// <param name="registry">Where it is.</param>
    /// <param name="link">The way there: the wire, or none when it runs in this process.</param>
    /// <param name="timeout">For an answer.</param>
    /// <param name="tls">Who we are.</param>
    /// <param name="audit">Takes our side of each call.</param>
    /// <param name="security">Signs questions and checks answers; null: neither.</param>
    public RegistryClient(
        Uri registry, HttpMessageHandler link, TimeSpan timeout, TlsPolicy tls, AuditTrail audit,
        ClientSecurity? security = null)
    {
        _registry = registry;
        _audit = audit;
        _tls = tls;
        _http = new HttpClient(link) { Timeout = timeout };
        _client = new SoapClient(_http, new SoapLimits(), security);
    }

    /// <summary>Both ends of our own calls, for the audit trail.</summary>
    public AuditContext AuditContext => new()
    {
        Node = _audit.Node,
        Time = _audit.Now,
        End = TransactionEnd.Client,
        ServerEndpoint = _registry.AbsoluteUri,
        ClientCertificateSubject = _tls.Subject,
        PeerAddress = _registry.Host,
    };

    /// <summary>A registry that stops need not wait for connections that nobody will use.</summary>
    public void Dispose() => _http.Dispose();

    /// <summary>
    /// ITI-42 (ITI TF-2 §3.42), on behalf of the user whose assertion came with the ITI-41, if one did.
    /// </summary>
    /// <exception cref="SoapTransportException">No answer; it says whether the registry may have got the
    /// request.</exception>
    /// <exception cref="SoapFaultReceivedException">The registry could not take the message as such.</exception>
    public async Task<RegistryResponse> RegisterAsync(
        RegistryObjectList objects, OnBehalf sender, CancellationToken cancel)
    {
        var message = Written(xml => SubmitObjectsRequestWriter.Write(xml, objects));
        using var answer = await CallAsync(TransactionId.Iti42, message, sender, cancel);
        return Read(answer, RegistryResponseReader.Read);
    }

    /// <summary>
    /// The entries of a submission set (ITI-18 GetSubmissionSetAndContents), updated ones and offline ones included;
    /// each query is audited; null when the registry does not know the set.
    /// </summary>
    public async Task<IReadOnlyList<DocumentEntry>?> FindSubmissionAsync(
        string submissionSetUniqueId, CancellationToken cancel)
    {
        var request = new StoredQueryRequest(
            StoredQueryDefinitions.GetSubmissionSetAndContents.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.SubmissionSetUniqueId, QueryValue.Text(submissionSetUniqueId)),
            new QuerySlot(ParameterNames.MetadataLevel, QueryValue.Number(2)));
        var response = await QueryAsync(request, OnBehalf.Nobody, AuditContext, cancel);
        if (response.Response.Status != ResponseStatus.Success)
        {
            throw new SoapTransportException(
                "the registry refused to say what became of a submission: "
                + response.Response.Errors.FirstOrDefault()?.Code,
                requestMayHaveBeenReceived: true);
        }

        return response.Objects.Objects.Count == 0
            ? null
            : [.. response.Objects.Objects.OfType<ExtrinsicObject>().Select(it => new DocumentEntry(it))];
    }

    /// <summary>
    /// Which of these documents the user may retrieve (ITI-18 GetDocuments): the registry decides, by the user's
    /// assertion. The others look absent.
    /// </summary>
    /// <exception cref="SoapFaultReceivedException">He may retrieve none, and is told why.</exception>
    /// <exception cref="SoapTransportException">The registry does not say.</exception>
    public async Task<IReadOnlySet<string>> FindRetrievableAsync(
        IEnumerable<string> uniqueIds, SoapExchange exchange, CancellationToken cancel)
    {
        var request = new StoredQueryRequest(
            StoredQueryDefinitions.GetDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryUniqueId, QueryValue.Texts(uniqueIds.Distinct())));
        var context = AuditContext with
        {
            Humans = exchange.AuditContext.Humans,
            PurposesOfUse = exchange.AuditContext.PurposesOfUse,
        };
        var response = await QueryAsync(request, OnBehalf.Of(exchange), context, cancel);
        if (response.Response.Status == ResponseStatus.Success)
        {
            return response.Objects.Objects.OfType<ExtrinsicObject>().Select(it => new DocumentEntry(it).UniqueId)
                .OfType<string>().ToHashSet(StringComparer.Ordinal);
        }

        // Who has no DMP has no documents. Any other trouble must not make documents look absent that are there.
        return response.Response.Errors.All(error => error.Is(RegistryErrorCode.XDSUnknownPatientId))
            ? FrozenSet<string>.Empty
            : throw new SoapTransportException(
                "the registry refused to say what may be retrieved: "
                + response.Response.Errors.FirstOrDefault()?.Code,
                requestMayHaveBeenReceived: true);
    }

    /// <summary>Entries of these uniqueIds, for whoever asks (ITI-18 GetDocuments), On-Demand ones too.</summary>
    public Task<IReadOnlyList<DocumentEntry>> FindEntriesAsync(
        IEnumerable<string> uniqueIds, SoapExchange exchange, CancellationToken cancel) => FindAsync(
            new StoredQueryRequest(
                StoredQueryDefinitions.GetDocuments.Id, QueryReturnType.LeafClass,
                new QuerySlot(ParameterNames.DocumentEntryUniqueId, QueryValue.Texts(uniqueIds))),
            exchange, cancel);

    /// <summary>What was made of an On-Demand entry before (ITI-18 GetRelatedDocuments).</summary>
    public Task<IReadOnlyList<DocumentEntry>> FindSnapshotsAsync(
        string entryUuid, SoapExchange exchange, CancellationToken cancel) => FindAsync(
            new StoredQueryRequest(
                StoredQueryDefinitions.GetRelatedDocuments.Id, QueryReturnType.LeafClass,
                new QuerySlot(ParameterNames.DocumentEntryEntryUuid, QueryValue.Text(entryUuid)),
                new QuerySlot(
                    ParameterNames.AssociationTypes, QueryValue.Texts([XdsUrns.Association.IsSnapshotOf])),
                new QuerySlot(
                    ParameterNames.DocumentEntryType,
                    QueryValue.Texts([XdsUrns.StableDocumentEntry, XdsUrns.OnDemandDocumentEntry]))),
            exchange, cancel);

    private async Task<IReadOnlyList<DocumentEntry>> FindAsync(
        StoredQueryRequest request, SoapExchange exchange, CancellationToken cancel)
    {
        var context = AuditContext with
        {
            Humans = exchange.AuditContext.Humans,
            PurposesOfUse = exchange.AuditContext.PurposesOfUse,
        };
        var response = await QueryAsync(request, OnBehalf.Of(exchange), context, cancel);
        return response.Response.Status == ResponseStatus.Success
            ? [.. response.Objects.Objects.OfType<ExtrinsicObject>().Select(it => new DocumentEntry(it))]
            : throw new SoapTransportException(
                "the registry refused to say what there is on demand: "
                + response.Response.Errors.FirstOrDefault()?.Code,
                requestMayHaveBeenReceived: true);
    }

    /// <summary>Audited here as the registry audits it there.</summary>
    private async Task<AdhocQueryResponse> QueryAsync(
        StoredQueryRequest request, OnBehalf user, AuditContext context, CancellationToken cancel)
    {
        var message = Written(xml => AdhocQueryRequestWriter.Write(xml, request));
        var query = new AuditedQuery(request.QueryId, message);
        try
        {
            using var answer = await CallAsync(TransactionId.Iti18, message, user, cancel);
            var response = Read(answer, body => AdhocQueryResponseReader.Read(body, []));
            await _audit.AppendAsync(
                RegistryStoredQueryEvent.Build(context, query, SoapReply.ResultOf(response.Response)));
            return response;
        }
        catch (SoapFaultReceivedException refused)
        {
            await _audit.AppendAsync(RegistryStoredQueryEvent.Build(context, query, TransactionResult.Failure(
                EventOutcome.MinorFailure, refused.Fault.Subcode?.Name ?? refused.Fault.Code.ToString())));
            throw;
        }
    }

    /// <summary>
    /// A body that is no answer leaves as much in doubt as no answer; it is not our own caller's fault.
    /// </summary>
    private T Read<T>(SoapMessage answer, Func<XmlReader, T> read)
    {
        try
        {
            using var body = answer.ReadBody();
            return read(body);
        }
        catch (Exception none) when (none is XmlException or SoapFaultException)
        {
            throw new SoapTransportException($"{_registry}: the answer is none: {none.Message}", true, none);
        }
    }

    private static ReadOnlyMemory<byte> Written(Action<Utf8XmlWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(8192);
        write(new Utf8XmlWriter(body));
        return body.WrittenMemory;
    }

    private async Task<SoapMessage> CallAsync(
        TransactionId transaction, ReadOnlyMemory<byte> body, OnBehalf sender, CancellationToken cancel)
    {
        // Its id travels with the request (W3C Trace Context), so that the registry's log can be found by ours.
        using var span = Measures.Spans.StartActivity(transaction.Number, ActivityKind.Client);
        var request = new OutgoingMessage
        {
            Form = SoapForm.Default,
            Addressing = new AddressingHeaders { Action = transaction.Action, ReplyTo = WsAddressing.Anonymous },
            Body = body,
            Assertion = sender.Assertion,
            TraceParent = Activity.Current?.Id,
            AcceptLanguage = sender.Language?.Tag(),
        };
        return await _client.CallAsync(_registry, request, null, cancel);
    }
}
