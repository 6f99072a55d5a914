using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Retrievals;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;

namespace XdsDmp.Repository.Removals;

/// <summary>
/// ITI-86 Remove Documents (Remove Metadata and Documents, ITI TF-2 §3.86): the documents named go, and their octets
/// are deleted. Their metadata is the registry's, where ITI-62 removes it.
/// </summary>
internal sealed class RemoveDocuments : ITransaction
{
    private const string Source = "ITI TF-2 §3.86";
    private static readonly RequestedDocumentRules Rules = new("RMD-repository", "RMD-document", Source);

    private readonly SoapExchange _exchange;
    private readonly RepositoryNode _repository;
    private readonly RequestedDocuments _documents;
    private readonly List<FoundDocument> _found = [];
    private readonly RegistryErrors _errors = [];
    private Sequence<DocumentRequest> _requests = [];

    public RemoveDocuments(SoapExchange exchange, RepositoryNode repository, IntentSettler settler)
    {
        _exchange = exchange;
        _repository = repository;
        _documents = new RequestedDocuments(exchange, repository, settler, _errors, Rules);
    }

    // 1. read  2. find each document  3. delete the rows and audit, in one transaction  4. delete the octets  5. answer
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await _exchange.ReceiveAttachmentsAsync(cancel);
        using (var body = _exchange.Request.ReadBody())
        {
            _requests = RemoveDocumentsRequestReader.Read(body);
        }

        if (!IsTooMuch() && !IsOfUser())
        {
            foreach (var request in _requests)
            {
                await FindAsync(request, cancel);
            }
        }

        await Settlement.FollowAsync(_repository, await _repository.Writer.WriteAsync(session =>
        {
            List<ContentMove> moves =
            [
                .. _found.DistinctBy(found => found.Document.Key)
                    .Select(found => Settlement.Remove(session, found.Document, _repository.Now)),
            ];
            _repository.Audit.Append(session, Audit(SoapReply.ResultOf(Response())));
            return moves;
        }));
        return RegistryResponseReply.Of(Response()) with { IsAudited = true };
    }

    public SoapReply Failed(RegistryFailure failure) => RegistryResponseReply.Of(
        [failure.ToError(RegistryErrorCode.XDSRepositoryBusy, RegistryErrorCode.XDSRepositoryError)]);

    /// <summary>Each document with its own outcome: the trail tells what was removed and what was not.</summary>
    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => RemoveDocumentsEvent.Build(
        _exchange.AuditContext, RequestedDocuments.Audited(_requests, _found, result), result.Outcomes[^1]);

    private bool IsTooMuch()
    {
        var limit = _repository.Options.MaxDocumentsPerRetrieve;
        if (_requests.Count > limit)
        {
            _errors.Add(RegistryErrorCode.XDSRepositoryOutOfResources, new Explanation(
                "RMD-count", $"{_requests.Count} documents in one request", "RemoveDocumentsRequest",
                Accepted: $"at most {limit}", Source: Source));
        }

        return _errors.IsFailure;
    }

    /// <summary>Profile Dmp: who acts for a user deletes by TD3.3, and the registry decides whether he may.</summary>
    private bool IsOfUser()
    {
        if (_repository.IsOfDmp && !_exchange.IsWithoutUser())
        {
            _errors.Add(RegistryErrorCode.XDSRemoveDocumentsError, new Explanation(
                "RMD-user", "documents of a DMP are not removed on behalf of a user", "RemoveDocumentsRequest",
                Accepted: "TD3.3, which sets the status of the entry", Source: "DMP, SEL-MP-037")
            {
                French = new FrenchWording(
                    "les documents d'un DMP ne sont pas détruits au nom d'un utilisateur",
                    "TD3.3, qui change le statut de la fiche"),
            });
        }

        return _errors.IsFailure;
    }

    private async Task FindAsync(DocumentRequest request, CancellationToken cancel)
    {
        if (await _documents.FindAsync(request, cancel) is { } document)
        {
            _found.Add(new FoundDocument(request, document, ""));
        }
    }

    private RegistryResponse Response() => RequestedDocuments.ResponseOf(_errors, _found.Count).In(_exchange.Language);
}
