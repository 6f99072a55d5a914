using System.Buffers;
using System.Security.Cryptography;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Checks;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;
using XdsDmp.Sql;
using XdsDmp.Xml;

namespace XdsDmp.Repository.Recipient;

/// <summary>
/// ITI-41 to the Document Recipient of XDR (ITI TF-1 §15, ITI TF-2 §3.41.4.1.3): the submission is kept in an inbox,
/// as it came, for people or an integration engine to fetch. No registry hears of it, and no ITI-43 shows it.
/// </summary>
internal sealed class ReceiveDocumentSet(SoapExchange exchange, RepositoryNode repository) : ITransaction
{
    private AuditedSubmission _submission = new(null, null);

    private RecipientOptions Options => repository.Options.Recipient;

    // 1. metadata, then the documents: staged, hashed, durable  2. a retransmission gets its first answer  3. what a
    // recipient asks of metadata and documents  4. inbox, answer and audit in one transaction  5. the octets follow
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        var errors = new RegistryErrors();
        var (request, submission) = Read(errors);
        var documents = await DocumentReception.ReceiveAsync(exchange, repository, request, errors, cancel);
        if (documents is null || submission is null)
        {
            return Refusal(errors);
        }

        var message = KeyOf(documents);
        if (message is not null && Retransmission.FindAnswer(repository, message) is { } answer)
        {
            return answer;
        }

        RecipientRules.CheckMetadata(submission, Options, repository.DmpRules is not null, errors);
        repository.Readers.Read(session =>
        {
            ContentRules.Check(documents, id => InboxStore.FindDocument(session, id), errors);
            CheckRoom(session, errors);
            return errors;
        });
        var isQueued = RecipientRules.CheckPatient(submission, Options, errors);
        await DocumentChecks.CheckAsync(repository, documents, errors, cancel);
        RecipientRules.WarnOfPartial(submission, Options.RelationshipWarnings, errors);
        return errors.IsFailure
            ? Refusal(errors)
            : await KeepAsync(RowOf(submission, isQueued), request.Objects, documents, message, errors);
    }

    public SoapReply Failed(RegistryFailure failure) => RegistryResponseReply.Of(
        [failure.ToError(RegistryErrorCode.XDSRepositoryBusy, RegistryErrorCode.XDSRepositoryError)]);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        ProvideAndRegisterDocumentSetEvent.Build(exchange.AuditContext, _submission, result);

    private (ProvideAndRegisterDocumentSetRequest<SubmittedContent> Request, Submission? Submission) Read(
        RegistryErrors errors)
    {
        using var body = exchange.Request.ReadBody();
        var request = ProvideAndRegisterDocumentSetRequestReader.Read(body, errors, SubmittedContent.Read);
        if (SubmissionReader.Read(request.Objects, errors) is not { } submission)
        {
            return (request, null);
        }

        ScopeRules.CheckSubmission(
            submission, exchange.Caller.Rights, RegistryErrorCode.XDSRepositoryMetadataError, errors);
        _submission = new AuditedSubmission(
            submission.SubmissionSet.PatientId?.ToString(), submission.SubmissionSet.UniqueId);
        exchange.RequirePatients(ScopeRules.PatientsOf(submission));
        return (request, submission);
    }

    /// <summary>The same message to the repository would be another act, with an answer of its own.</summary>
    private ExchangeKey? KeyOf(List<ReceivedDocument> documents) =>
        Retransmission.KeyOf(exchange, documents) is { } key
            ? key with { Digest = SHA256.HashData([.. key.Digest, .. "recipient"u8]) }
            : null;

    private void CheckRoom(ReadSession session, RegistryErrors errors)
    {
        if (InboxStore.CountWaiting(session) >= Options.MaxWaiting)
        {
            errors.Add(RegistryErrorCode.XDSRepositoryOutOfResources, new Explanation(
                RecipientRules.RoomRule, "too many submissions wait to be fetched",
                Accepted: "the same message again, when some of them were"));
        }
    }

    private ReceivedSubmission RowOf(Submission submission, bool isQueued)
    {
        var set = submission.SubmissionSet;
        return new ReceivedSubmission(
            0, set.UniqueId!, set.SourceId, exchange.Caller.Subject, set.PatientId?.ToString(), set.Title,
            set.IntendedRecipients.Count == 0 ? null : string.Join('\n', set.IntendedRecipients), isQueued,
            repository.Now);
    }

    private async Task<SoapReply> KeepAsync(
        ReceivedSubmission row, RegistryObjectList objects, List<ReceivedDocument> documents, ExchangeKey? message,
        RegistryErrors warnings)
    {
        var reply = RegistryResponseReply.Of(warnings, exchange.Language);
        var metadata = new ArrayBufferWriter<byte>(8192);
        SubmitObjectsRequestWriter.Write(new Utf8XmlWriter(metadata), objects);
        var first = await repository.Writer.WriteAsync(session =>
        {
            if (message is not null && ExchangeStore.FindAnswer(
                session, message, Retransmission.WindowOf(repository)) is { } answer)
            {
                return (IsKept: false, Answer: answer);
            }

            if (InboxStore.Knows(session, row.UniqueId))
            {
                return (IsKept: false, Answer: (byte[]?)null);
            }

            Keep(session, row, metadata.WrittenSpan.ToArray(), documents);
            Retransmission.Keep(session, message, reply, repository.Now);
            repository.Audit.Append(session, Audit(reply.Result));
            return (IsKept: true, Answer: null);
        }, WriteKeys.Of("received", row.UniqueId).And("message", message?.MessageId ?? ""));
        if (!first.IsKept)
        {
            return first.Answer is { } same ? new SoapReply(RegistryResponse.Success, same) : Duplicate(row.UniqueId);
        }

        ((StagedDocuments)exchange.Attachments!).HandOver(documents.Select(document => document.Content));
        await Settlement.FollowAsync(
            repository, [.. documents.Select(document => ContentMove.Publication(document.Content.Key))]);
        return reply with { IsAudited = true };
    }

    private void Keep(
        WriteSession session, ReceivedSubmission row, byte[] metadata, List<ReceivedDocument> documents)
    {
        var key = InboxStore.Add(session, row, metadata);
        foreach (var document in documents)
        {
            InboxStore.AddDocument(
                session,
                new StoredDocument(
                    0, document.UniqueId, DocumentState.Received, null, document.Entry.MimeType ?? "",
                    document.Content.Sha1, document.Content.Reference, document.Patient),
                document.Entry.Id ?? "", key, repository.Now);
        }
    }

    private SoapReply Duplicate(string uniqueId) => Refusal(
    [
        new RegistryError(RegistryErrorCode.XDSDuplicateUniqueIdInRegistry, new Explanation(
            RecipientRules.DuplicateRule, "this SubmissionSet was received before", "SubmissionSet, uniqueId", uniqueId,
            "a uniqueId of its own for each submission", "ITI TF-3 table 4.2.4.1-2")),
    ]);

    private SoapReply Refusal(IReadOnlyCollection<RegistryError> errors) => RegistryResponseReply.Of(
        [.. errors.Select(RecipientRules.AsRecipient)], exchange.Language);
}
