using System.Buffers;
using System.IO.Pipelines;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Repository.Retrievals;

/// <summary>
/// ITI-43 Retrieve Document Set (ITI TF-2 §3.43): what is here is streamed, what is not is an error for that document.
/// </summary>
internal sealed class RetrieveDocumentSet(SoapExchange exchange, RepositoryNode repository, IntentSettler settler)
    : ITransaction
{
    private readonly List<FoundDocument> _found = [];
    private readonly RegistryErrors _errors = [];
    private Sequence<DocumentRequest> _requests = [];

    /// <summary>What the registry lets this user have; null: it is not asked.</summary>
    private IReadOnlySet<string>? _retrievable;

    // 1. read  2. find each document  3. answer in the form that was asked: attachments, or base64 in the envelope
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        using (var body = exchange.Request.ReadBody())
        {
            _requests = RetrieveDocumentSetRequestReader.Read(body);
        }

        if (!IsTooMuch())
        {
            await AskWhatIsRetrievableAsync(cancel);
            foreach (var request in _requests)
            {
                await FindAsync(request, cancel);
            }
        }

        return exchange.Request.Form.IsMtom ? Attached() : await InlineAsync(cancel);
    }

    public SoapReply Failed(RegistryFailure failure) => Reply(
        RegistryResponse.Of(
            [failure.ToError(RegistryErrorCode.XDSRepositoryBusy, RegistryErrorCode.XDSRepositoryError)]),
        [],
        []);

    /// <summary>Each document with its own outcome: the trail tells what was handed over and what was not.</summary>
    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _requests.Count == 0
        ? [RetrieveDocumentSetEvent.BuildRefused(exchange.AuditContext, result.Outcomes[^1])]
        : RetrieveDocumentSetEvent.Build(
            exchange.AuditContext, [.. _requests.Select(request => Audited(request, result))]);

    private AuditedDocument Audited(DocumentRequest request, TransactionResult result)
    {
        var found = _found.Find(f => f.Request == request);
        var isHandedOver = found is not null && result.Outcomes[0].IsSuccess;
        return new AuditedDocument(
            request.DocumentUniqueId, request.RepositoryUniqueId,
            isHandedOver ? AuditOutcome.Success : result.Outcomes[^1])
        {
            HomeCommunityId = request.HomeCommunityId,
            PatientId = found?.Document.Patient,
        };
    }

    private bool IsTooMuch()
    {
        var limit = repository.Options.MaxDocumentsPerRetrieve;
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
        if (!repository.IsOfDmp || exchange.IsWithoutUser() || _requests.Count == 0)
        {
            return;
        }

        try
        {
            _retrievable = await repository.Registry.FindRetrievableAsync(
                _requests.Select(request => request.DocumentUniqueId), exchange, cancel);
        }
        catch (SoapFaultReceivedException refused) when (refused.Fault.Code == FaultCode.Sender)
        {
            throw new SoapFaultException(refused.Fault with { Language = exchange.Language.Tag() });
        }
    }

    /// <summary>The user's assertion does not stand in the way; what he may not have looks absent.</summary>
    private bool IsFor(StoredDocument document) => _retrievable is not null
        ? _retrievable.Contains(document.UniqueId)
        : exchange.Assertion is not { } assertion || PatientId.TryParse(document.Patient) is not { } id
            || assertion.IsAbout(id);

    private async Task FindAsync(DocumentRequest request, CancellationToken cancel)
    {
        if (request.HomeCommunityId is { } community && !exchange.Caller.Rights.HomeCommunityIds.Contains(community))
        {
            Refuse(request, RegistryErrorCode.XDSUnknownCommunity, ScopeRules.CommunityProblem(
                exchange.Caller.Rights, community, "DocumentRequest, HomeCommunityId"));
            return;
        }

        if (request.RepositoryUniqueId != repository.Options.RepositoryUniqueId)
        {
            Refuse(request, RegistryErrorCode.XDSUnknownRepositoryId, "RET-repository", "this is another repository",
                request.RepositoryUniqueId, repository.Options.RepositoryUniqueId);
            return;
        }

        // A document of another patient than the user's assertion is about looks absent.
        if (await FindPublishedAsync(request.DocumentUniqueId, cancel) is not { } document
            || !IsFor(document))
        {
            Refuse(request, RegistryErrorCode.XDSDocumentUniqueIdError, "RET-document",
                "there is no such document here",
                request.DocumentUniqueId, "the uniqueId of a document of this repository");
            return;
        }

        if (!exchange.Caller.Rights.AssigningAuthorities.Contains(PatientId.TryParse(document.Patient)?.Authority))
        {
            Refuse(
                request, RegistryErrorCode.XDSDocumentUniqueIdError,
                ScopeRules.HiddenPatient("DocumentRequest", request.DocumentUniqueId));
            return;
        }

        if (await ProblemAsync(document, cancel) is { } problem)
        {
            Refuse(request, RegistryErrorCode.XDSRepositoryError, problem);
            return;
        }

        _found.Add(new FoundDocument(request, document, $"document{_found.Count + 1}@xdsdmp"));
    }

    /// <summary>Why the octets cannot be handed out; null: they can.</summary>
    private async Task<Explanation?> ProblemAsync(StoredDocument document, CancellationToken cancel)
    {
        var verification = repository.Options.VerifyContent;
        try
        {
            await (verification == ContentVerification.BeforeAnswer
                ? ContentVerifier.VerifyAsync(repository.Content, document.Content, cancel)
                : ContentVerifier.OpenAsync(repository.Content, document.Content, cancel));
            return null;
        }
        catch (ContentDamagedException damaged)
        {
            await repository.Damages.TellAsync(document, damaged.Message);
            return new Explanation(
                "RET-damaged", "the stored document is damaged; it is not handed out", "DocumentRequest",
                document.UniqueId, "a repaired store", "ITI TF-2 §3.43.4.2.3");
        }
        catch (IOException unavailable)
        {
            repository.Damages.TellUnavailable(document, unavailable);
            return new Explanation(
                "RET-store", "the content store does not hand it out at the moment", "DocumentRequest",
                document.UniqueId, "the same request, later", "ITI TF-2 §3.43.4.2.3");
        }
    }

    /// <summary>A document that is still staged is visible all the same if the registry has its entry.</summary>
    private async Task<StoredDocument?> FindPublishedAsync(string uniqueId, CancellationToken cancel)
    {
        var document = Find();
        if (document is null && repository.Readers.Read(s => DocumentStore.IntentsOf(s, uniqueId)).Count > 0)
        {
            await settler.SettleAsync(uniqueId, cancel);
            document = Find();
        }

        return document;

        StoredDocument? Find() => repository.Readers.Read(session => DocumentStore.FindPublished(session, uniqueId));
    }

    private void Refuse(
        DocumentRequest request, RegistryErrorCode code, string rule, string problem, string value, string accepted) =>
        Refuse(request, code, new Explanation(
            rule, problem, "DocumentRequest", value, accepted, "ITI TF-2 §3.43.4.2.3"));

    private void Refuse(DocumentRequest request, RegistryErrorCode code, Explanation why) =>
        _errors.Add(new RegistryError(code, why, request.DocumentUniqueId));

    private RegistryResponse Response() => _errors.IsFailure && _found.Count > 0
        ? new RegistryResponse(ResponseStatus.PartialSuccess, _errors).In(exchange.Language)
        : RegistryResponse.Of(_errors).In(exchange.Language);

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
            await ContentCopy.CopyAsync(repository.Content, document.Content, output, cancel);
        }
        catch (ContentDamagedException damaged)
        {
            await repository.Damages.TellAsync(document, damaged.Message);
            throw;
        }
    }

    private async Task<SoapReply> InlineAsync(CancellationToken cancel)
    {
        if (_found.Sum(f => f.Document.Size) > repository.Options.MaxInlineAnswerBytes)
        {
            throw SoapFaults.Sender(
                $"the documents are larger than {repository.Options.MaxInlineAnswerBytes} octets; "
                + "ask with MTOM, as the profile requires");
        }

        var documents = new List<DocumentResponse<DocumentContent>>();
        foreach (var found in _found)
        {
            var bytes = await ContentCopy.ReadAsync(repository.Content, found.Document.Content, cancel);
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
