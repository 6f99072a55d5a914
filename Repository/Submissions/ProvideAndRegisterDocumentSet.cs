using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Cda;
using XdsDmp.Repository.Checks;
using XdsDmp.Repository.Signatures;
using XdsDmp.Repository.Storage;
using XdsDmp.Security.Documents;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// ITI-41 Provide and Register Document Set-b (ITI TF-2 §3.41), atomic under a crash at any moment: a reader never sees
/// a document without an entry, nor an entry whose document is missing.
/// </summary>
internal sealed class ProvideAndRegisterDocumentSet(
    SoapExchange exchange, RepositoryNode repository, IntentSettler settler) : ITransaction
{
    private AuditedSubmission _submission = new(null, null);
    private Submission? _contents;
    private IReadOnlyList<AuditMessage> _verifications = [];

    private StagedDocuments Staged => (StagedDocuments)exchange.Attachments!;

    // 1. metadata, then the documents: staged, hashed, durable 2. the repository's own rules 3. a retransmission gets
    // its first answer  4. checks, CDA headers and signatures, if asked for  5. intent  6. ITI-42  7. publish or remove
    // 8. answer
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        if (repository.IsOfDmp)
        {
            exchange.DemandUser();
        }

        var errors = new RegistryErrors();
        var request = Read(errors);
        if (await DocumentReception.ReceiveAsync(exchange, repository, request, errors, cancel) is not { } documents)
        {
            return RegistryResponseReply.Of(errors, exchange.Language);
        }

        var message = Retransmission.KeyOf(exchange, documents);
        if (message is not null && await FirstAnswerAsync(message, own: null, cancel) is { } answer)
        {
            return answer;
        }

        repository.Readers.Read(session =>
        {
            ContentRules.Check(documents, id => DocumentStore.FindPublished(session, id), errors);
            return errors;
        });
        await DocumentChecks.CheckAsync(repository, documents, errors, cancel);
        if (repository.DmpRules is { } french && !errors.IsFailure)
        {
            await CdaDocuments.CheckAsync(repository, french, documents, errors, cancel);
        }

        if (!errors.IsFailure)
        {
            await VerifySignaturesAsync(documents, errors, cancel);
        }

        return errors.IsFailure
            ? RegistryResponseReply.Of(errors, exchange.Language)
            : await RegisterAsync(request.Objects, documents, message, errors, cancel);
    }

    public SoapReply Failed(RegistryFailure failure) => RegistryResponseReply.Of(
        [failure.ToError(RegistryErrorCode.XDSRepositoryBusy, RegistryErrorCode.XDSRepositoryError)]);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        [.. ProvideAndRegisterDocumentSetEvent.Build(exchange.AuditContext, _submission, result), .. _verifications];

    private ProvideAndRegisterDocumentSetRequest<SubmittedContent> Read(RegistryErrors errors)
    {
        using var body = exchange.Request.ReadBody();
        var request = ProvideAndRegisterDocumentSetRequestReader.Read(body, errors, SubmittedContent.Read);
        _contents = SubmissionReader.Read(request.Objects, []);
        if (_contents is { SubmissionSet: var set } submission)
        {
            ScopeRules.CheckSubmission(
                submission, exchange.Caller.Rights, RegistryErrorCode.XDSRepositoryMetadataError, errors);
            _submission = new AuditedSubmission(set.PatientId?.ToString(), set.UniqueId);
            if (!repository.IsOfDmp)
            {
                exchange.RequirePatients(ScopeRules.PatientsOf(submission));
            }
        }

        return request;
    }

    /// <summary>A message without a SubmissionSet is refused by the registry anyway.</summary>
    private async Task VerifySignaturesAsync(
        List<ReceivedDocument> documents, RegistryErrors errors, CancellationToken cancel)
    {
        if (repository.Signatures is not { } rules || _contents is null)
        {
            return;
        }

        var signatures = new SubmissionSignatures(
            repository, rules, _contents, documents, SignerExpectation.Of(exchange.Assertion?.Vihf));
        await signatures.CheckAsync(errors, cancel);
        _verifications = [.. signatures.Verified.Select(one => SignatureVerificationEvent.Build(
            repository.Audit.Node, repository.Audit.Now,
            new AuditedSignature(one.UniqueId, _submission.PatientId, one.Shortcomings)))];
    }

    /// <summary>
    /// Of a message that came before; if its answer was lost, the registry knows by now what it should have been.
    /// </summary>
    private async Task<SoapReply?> FirstAnswerAsync(ExchangeKey message, long? own, CancellationToken cancel)
    {
        await settler.SettleAsync(message, own, cancel);
        return Retransmission.FindAnswer(repository, message);
    }

    private async Task<SoapReply> RegisterAsync(
        RegistryObjectList objects, List<ReceivedDocument> documents, ExchangeKey? message, RegistryErrors warnings,
        CancellationToken cancel)
    {
        var intent = await AddIntentAsync(documents, message);
        Staged.HandOver(documents.Select(d => d.Content));
        var outcome = await RegistrationOutcome.AskAsync(
            repository.Registry, RepositoryMetadata.AddTo(objects, documents, repository.Options.RepositoryUniqueId),
            OnBehalf.Of(exchange), cancel);
        var response = outcome.Response with { Errors = [.. warnings, .. outcome.Response.Errors] };
        var reply = RegistryResponseReply.Of(response.In(exchange.Language));
        var registered = reply.Result;
        if (outcome.IsRefused && message is not null && await FirstAnswerAsync(message, intent, cancel) is { } first)
        {
            // The same message came twice at once, here or to another instance: its other half is what was registered.
            reply = first;
        }

        IReadOnlyList<AuditMessage> audit =
        [
            .. RegisterDocumentSetEvent.Build(
                repository.Registry.AuditContext with
                {
                    Humans = exchange.AuditContext.Humans,
                    PurposesOfUse = exchange.AuditContext.PurposesOfUse,
                },
                _submission, registered),
            .. outcome.Refusal is null ? Audit(reply.Result) : [],
        ];
        await Settlement.FollowAsync(repository, await repository.Writer.WriteAsync(session =>
        {
            var settled = Settled.Before;
            if (outcome.IsRegistered)
            {
                settled = Settlement.Publish(session, intent, repository.Now);
                Retransmission.Keep(session, message, reply, repository.Now);
            }
            else if (!outcome.IsUncertain)
            {
                settled = Settlement.Remove(session, intent, repository.Now);
            }

            repository.Audit.Append(session, audit);
            return settled.Moves;
        }, Settlement.KeysOf(intent, documents.Select(document => document.UniqueId))));
        return outcome.Refusal is { } refusal
            ? throw new SoapFaultException(refusal)
            : reply with { IsAudited = true };
    }

    private Task<long> AddIntentAsync(List<ReceivedDocument> documents, ExchangeKey? message) =>
        repository.Writer.WriteAsync(session =>
    {
        var now = repository.Now;
        var intent = DocumentStore.AddIntent(session, _submission.SubmissionSetUniqueId ?? "", message, now);
        foreach (var (document, content) in documents.Select(d => (d, d.Content)))
        {
            DocumentStore.AddStaged(
                session,
                new StoredDocument(
                    0, document.UniqueId, DocumentState.Staged, intent, document.Entry.MimeType ?? "", content.Sha1,
                    content.Reference, document.Patient),
                intent, now);
        }

        return intent;
    }, WriteKeys.None);
}
