using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// ITI-41 Provide and Register Document Set-b (ITI TF-2 §3.41), atomic under a crash at any moment: a reader never sees a document
/// without an entry, nor an entry whose document is missing.
/// </summary>
internal sealed class ProvideAndRegisterDocumentSet(SoapExchange exchange, RepositoryNode repository) : ITransaction
{
    private AuditedSubmission _submission = new(null, null);

    private StagedDocuments Staged => (StagedDocuments)exchange.Attachments!;

    // 1. metadata, then the documents: staged, hashed, durable  2. the repository's own rules  3. a retransmission gets its first
    // answer  4. intent  5. ITI-42  6. publish or remove  7. answer
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        var errors = new RegistryErrors();
        var request = Read(errors);
        if (await ReceiveAsync(request, errors, cancel) is not { } documents)
        {
            return RegistryResponseReply.Of(errors);
        }

        var retransmission = Retransmission.Of(exchange, documents);
        if (retransmission?.FindAnswer(repository) is { } answer)
        {
            return answer;
        }

        repository.Readers.Read(session =>
        {
            ContentRules.Check(session, documents, errors);
            return errors;
        });
        return errors.IsFailure
            ? RegistryResponseReply.Of(errors)
            : await RegisterAsync(request.Objects, documents, retransmission, cancel);
    }

    public SoapReply Failed(RegistryFailure failure) => RegistryResponseReply.Of(
        [failure.ToError(RegistryErrorCode.XDSRepositoryBusy, RegistryErrorCode.XDSRepositoryError)]);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        ProvideAndRegisterDocumentSetEvent.Build(exchange.AuditContext, _submission, result);

    private ProvideAndRegisterDocumentSetRequest<SubmittedContent> Read(RegistryErrors errors)
    {
        using var body = exchange.Request.ReadBody();
        var request = ProvideAndRegisterDocumentSetRequestReader.Read(body, errors, SubmittedContent.Read);
        if (SubmissionReader.Read(request.Objects, [])?.SubmissionSet is { } set)
        {
            _submission = new AuditedSubmission(set.PatientId?.ToString(), set.UniqueId);
        }

        return request;
    }

    /// <summary>The documents, or null when something is wrong with them.</summary>
    private async Task<List<ReceivedDocument>?> ReceiveAsync(
        ProvideAndRegisterDocumentSetRequest<SubmittedContent> request, RegistryErrors errors, CancellationToken cancel)
    {
        try
        {
            await exchange.ReceiveAttachmentsAsync(cancel);
            if (request.Documents.Count > RepositoryService.MaxDocumentsPerSubmission)
            {
                errors.Add(RegistryErrorCode.XDSRepositoryOutOfResources, new Explanation(
                    "REP-documentCount", $"{request.Documents.Count} documents in one submission",
                    Accepted: $"at most {RepositoryService.MaxDocumentsPerSubmission}"));
                return null;
            }

            var documents = await SubmissionPairing.PairAsync(request, Staged, errors, cancel);
            return errors.IsFailure ? null : documents;
        }
        catch (ContentTooLargeException tooLarge)
        {
            errors.Add(RegistryErrorCode.XDSRepositoryOutOfResources, new Explanation(
                "REP-documentSize", tooLarge.Message, Accepted: $"at most {repository.Options.MaxDocumentBytes} octets"));
            return null;
        }
    }

    private async Task<SoapReply> RegisterAsync(
        RegistryObjectList objects, List<ReceivedDocument> documents, Retransmission? retransmission, CancellationToken cancel)
    {
        var intent = await AddIntentAsync(documents);
        Staged.HandOver(documents.Select(d => d.Content));
        var outcome = await RegistrationOutcome.AskAsync(
            repository.Registry, RepositoryMetadata.AddTo(objects, documents, repository.Options.RepositoryUniqueId), cancel);
        var reply = RegistryResponseReply.Of(outcome.Response);
        IReadOnlyList<AuditMessage> audit =
        [
            .. RegisterDocumentSetEvent.Build(repository.Registry.AuditContext, _submission, reply.Result),
            .. Audit(reply.Result),
        ];
        await repository.Writer.WriteAsync(session =>
        {
            if (outcome.IsRegistered)
            {
                Settlement.Publish(session, intent, repository.Content);
                retransmission?.Keep(session, reply, repository.Now);
            }
            else if (!outcome.IsUncertain)
            {
                Settlement.Remove(session, intent, repository.Content);
            }

            repository.Audit.Append(session, audit);
        });
        return reply with { IsAudited = true };
    }

    private Task<long> AddIntentAsync(List<ReceivedDocument> documents) => repository.Writer.WriteAsync(session =>
    {
        var now = repository.Now;
        var intent = DocumentStore.AddIntent(session, _submission.SubmissionSetUniqueId ?? "", now);
        foreach (var (document, content) in documents.Select(d => (d, d.Content)))
        {
            DocumentStore.AddStaged(
                session,
                new StoredDocument(
                    0, document.UniqueId, DocumentState.Staged, intent, content.Key, document.Entry.MimeType ?? "", content.Size,
                    content.Sha1, content.Sha256, document.Patient),
                intent, now);
        }

        return intent;
    });
}
