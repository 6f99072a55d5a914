using System.Buffers;
using System.IO.Pipelines;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.OnDemand;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Repository.Retrievals;

/// <summary>
/// ITI-43 Retrieve Document Set (ITI TF-2 §3.43): what is here is streamed, what is not is an error for that document.
/// </summary>
internal sealed class RetrieveDocumentSet : ITransaction
{
    private const string Source = "ITI TF-2 §3.43.4.2.3";
    private static readonly RequestedDocumentRules Rules = new("RET-repository", "RET-document", Source);

    private readonly SoapExchange _exchange;
    private readonly RepositoryNode _repository;
    private readonly OnDemandRetrieval? _onDemand;
    private readonly RequestedDocuments _documents;
    private readonly List<FoundDocument> _found = [];
    private readonly RegistryErrors _errors = [];
    private Sequence<DocumentRequest> _requests = [];

    public RetrieveDocumentSet(SoapExchange exchange, RepositoryNode repository, IntentSettler settler)
    {
        _exchange = exchange;
        _repository = repository;
        _documents = new RequestedDocuments(exchange, repository, settler, _errors, Rules);
        _onDemand = repository.OnDemand is { } onDemand
            ? new OnDemandRetrieval(exchange, repository, onDemand, settler, _documents)
            : null;
    }

    // 1. read  2. find each document  3. answer in the form that was asked: attachments, or base64 in the envelope
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await _exchange.ReceiveAttachmentsAsync(cancel);
        using (var body = _exchange.Request.ReadBody())
        {
            _requests = RetrieveDocumentSetRequestReader.Read(body);
        }

        if (!IsTooMuch())
        {
            await AskWhatIsRetrievableAsync(cancel);
            await (_onDemand?.LookUpAsync(_requests, cancel) ?? Task.CompletedTask);
            foreach (var request in _requests)
            {
                await FindAsync(request, cancel);
            }
        }

        return _exchange.Request.Form.IsMtom ? Attached() : await InlineAsync(cancel);
    }

    public SoapReply Failed(RegistryFailure failure) => Reply(
        RegistryResponse.Of(
            [failure.ToError(RegistryErrorCode.XDSRepositoryBusy, RegistryErrorCode.XDSRepositoryError)]),
        [],
        []);

    /// <summary>Each document with its own outcome: the trail tells what was handed over and what was not.</summary>
    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _requests.Count == 0
        ? [RetrieveDocumentSetEvent.BuildRefused(_exchange.AuditContext, result.Outcomes[^1])]
        : RetrieveDocumentSetEvent.Build(
            _exchange.AuditContext, RequestedDocuments.Audited(_requests, _found, result));

    private bool IsTooMuch()
    {
        var limit = _repository.Options.MaxDocumentsPerRetrieve;
        if (_requests.Count > limit)
        {
            _errors.Add(RegistryErrorCode.XDSTooManyResults, new Explanation(
                "RET-count", $"{_requests.Count} documents in one request", "RetrieveDocumentSetRequest",
                Accepted: $"at most {limit}", Source: "ITI TF-2 §3.43.4.1.2"));
        }

        return _errors.IsFailure;
    }

    /// <summary>TD3.2: the user may retrieve from this DMP at all, and these documents of it.</summary>
    private async Task AskWhatIsRetrievableAsync(CancellationToken cancel)
    {
        if (!_repository.IsOfDmp || _exchange.IsWithoutUser() || _requests.Count == 0)
        {
            return;
        }

        try
        {
            _documents.Retrievable = await _repository.Registry.FindRetrievableAsync(
                _requests.Select(request => request.DocumentUniqueId), _exchange, cancel);
        }
        catch (SoapFaultReceivedException refused) when (refused.Fault.Code == FaultCode.Sender)
        {
            throw new SoapFaultException(refused.Fault with { Language = _exchange.Language.Tag() });
        }
    }

    private async Task FindAsync(DocumentRequest request, CancellationToken cancel)
    {
        if (_onDemand is not null && await _onDemand.IsMadeAsync(request, _found, cancel))
        {
            return;
        }

        if (await _documents.FindAsync(request, cancel) is not { } document)
        {
            return;
        }

        if (await ProblemAsync(document, cancel) is { } problem)
        {
            _documents.Refuse(request, RegistryErrorCode.XDSRepositoryError, problem);
            return;
        }

        _found.Add(new FoundDocument(request, document, $"document{_found.Count + 1}@xdsdmp"));
    }

    /// <summary>Why the octets cannot be handed out; null: they can.</summary>
    private async Task<Explanation?> ProblemAsync(StoredDocument document, CancellationToken cancel)
    {
        try
        {
            if (_repository.Options.VerifyContent == ContentVerification.BeforeAnswer
                && _repository.Verified.ChecksumOf(document.Content) is null)
            {
                _repository.Verified.Note(
                    document.Content,
                    await ContentVerifier.VerifyAsync(_repository.Content, document.Content, cancel));
            }
            else
            {
                await ContentVerifier.OpenAsync(_repository.Content, document.Content, cancel);
            }

            return null;
        }
        catch (ContentDamagedException damaged)
        {
            await _repository.Damages.TellAsync(document, damaged.Message);
            return new Explanation(
                "RET-damaged", "the stored document is damaged; it is not handed out", "DocumentRequest",
                document.UniqueId, "a repaired store", Source);
        }
        catch (IOException unavailable)
        {
            _repository.Damages.TellUnavailable(document, unavailable);
            return new Explanation(
                "RET-store", "the content store does not hand it out at the moment", "DocumentRequest",
                document.UniqueId, "the same request, later", Source);
        }
    }

    private RegistryResponse Response() => RequestedDocuments.ResponseOf(_errors, _found.Count).In(_exchange.Language);

    private SoapReply Attached() => Reply(
        Response(),
        [.. _found.Select(f => f.ToResponse(DocumentContent.Attached(f.ContentId)))],
        [.. _found.Select(f => new OutgoingAttachment(
            f.ContentId, f.Document.MimeType,
            (output, cancel) => CopyAsync(f.Document, output, cancel)))]);

    /// <summary>A damaged document is told even if its answer can only break off.</summary>
    private async ValueTask CopyAsync(StoredDocument document, PipeWriter output, CancellationToken cancel)
    {
        try
        {
            var checksum = _repository.Verified.ChecksumOf(document.Content);
            await ContentCopy.CopyAsync(_repository.Content, document.Content, checksum, output, cancel);
        }
        catch (ContentDamagedException damaged)
        {
            _repository.Verified.Forget(document.Content);
            await _repository.Damages.TellAsync(document, damaged.Message);
            throw;
        }
    }

    private async Task<SoapReply> InlineAsync(CancellationToken cancel)
    {
        if (_found.Sum(f => f.Document.Size) > _repository.Options.MaxInlineAnswerBytes)
        {
            throw SoapFaults.Sender(
                $"the documents are larger than {_repository.Options.MaxInlineAnswerBytes} octets; "
                + "ask with MTOM, as the profile requires");
        }

        var documents = new List<DocumentResponse<DocumentContent>>();
        foreach (var found in _found)
        {
            var bytes = await ContentCopy.ReadAsync(_repository.Content, found.Document.Content, cancel);
            documents.Add(found.ToResponse(DocumentContent.Inline(bytes)));
        }

        return Reply(Response(), documents, []);
    }

    private static SoapReply Reply(
        RegistryResponse response, IReadOnlyList<DocumentResponse<DocumentContent>> documents,
        IReadOnlyList<OutgoingAttachment> attachments)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        RetrieveDocumentSetResponseWriter.Write(
            new Utf8XmlWriter(body), new RetrieveDocumentSetResponse<DocumentContent>(response, [.. documents]));
        return new SoapReply(response, body.WrittenMemory) { Attachments = attachments };
    }
}
