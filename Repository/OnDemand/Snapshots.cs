using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;
using XdsDmp.Sql;

namespace XdsDmp.Repository.OnDemand;

/// <summary>
/// Stores what was made on demand and registers it, before anybody has it: by the same intents as any submission, so
/// that a crash leaves both or neither. What has not changed since the last snapshot is that snapshot again.
/// </summary>
internal sealed class Snapshots(SoapExchange exchange, RepositoryNode repository, OnDemandOptions options)
{
    /// <summary>The stored document, or why there is none.</summary>
    public async Task<(StoredDocument? Document, string? Problem)> PersistAsync(
        DocumentEntry onDemand, ReceivedDocument snapshot, CancellationToken cancel)
    {
        var last = await LastOfAsync(onDemand, cancel);
        if (last is not null && SameOctets(last, snapshot) is { } same)
        {
            return (same, null);
        }

        var submission = SnapshotSubmission.Of(
            onDemand, snapshot, options.ReplacePrevious ? last?.Rim.Id : null, repository.Options.RepositoryUniqueId,
            options.ContentType, repository.Clock);
        return await RegisterAsync(submission, snapshot, cancel);
    }

    /// <summary>The youngest that is not deprecated; null: there is none of ours.</summary>
    private async Task<DocumentEntry?> LastOfAsync(DocumentEntry onDemand, CancellationToken cancel)
    {
        var related = await repository.Registry.FindSnapshotsAsync(onDemand.Rim.Id!, exchange, cancel);
        return related
            .Where(entry => !entry.IsOnDemand && entry.Rim.Status == XdsUrns.StatusApproved
                && entry.RepositoryUniqueId == repository.Options.RepositoryUniqueId)
            .OrderByDescending(entry => entry.CreationTime?.Digits, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private StoredDocument? SameOctets(DocumentEntry last, ReceivedDocument snapshot) =>
        repository.Readers.Read(session => DocumentStore.FindPublished(session, last.UniqueId ?? ""))
            is { } stored && stored.Content.Sha256.AsSpan().SequenceEqual(snapshot.Content.Sha256) ? stored : null;

    private async Task<(StoredDocument? Document, string? Problem)> RegisterAsync(
        SnapshotSubmission submission, ReceivedDocument snapshot, CancellationToken cancel)
    {
        var intent = await repository.Writer.WriteAsync(session =>
        {
            var open = DocumentStore.AddIntent(session, submission.UniqueId, null, repository.Now);
            DocumentStore.AddStaged(session, RowOf(snapshot, open), open, repository.Now);
            return open;
        }, WriteKeys.None);
        ((StagedDocuments)exchange.Attachments!).HandOver([snapshot.Content]);
        var outcome = await RegistrationOutcome.AskAsync(
            repository.Registry, submission.Objects, OnBehalf.Of(exchange), cancel);
        var audit = RegisterDocumentSetEvent.Build(
            repository.Registry.AuditContext with
            {
                Humans = exchange.AuditContext.Humans,
                PurposesOfUse = exchange.AuditContext.PurposesOfUse,
            },
            new AuditedSubmission(snapshot.Patient, submission.UniqueId), SoapReply.ResultOf(outcome.Response));
        await Settlement.FollowAsync(repository, await repository.Writer.WriteAsync(session =>
        {
            var settled = outcome switch
            {
                { IsRegistered: true } => Settlement.Publish(session, intent, repository.Now),
                { IsUncertain: false } => Settlement.Remove(session, intent, repository.Now),
                _ => Settled.Before,
            };
            repository.Audit.Append(session, audit);
            return settled.Moves;
        }, Settlement.KeysOf(intent, [snapshot.UniqueId])));
        return outcome.IsRegistered
            ? (repository.Readers.Read(session => DocumentStore.FindPublished(session, snapshot.UniqueId)), null)
            : (null, "its snapshot could not be registered: " + outcome.Response.Errors.FirstOrDefault()?.Code);
    }

    private static StoredDocument RowOf(ReceivedDocument snapshot, long intent) => new(
        0, snapshot.UniqueId, DocumentState.Staged, intent, snapshot.Entry.MimeType ?? "", snapshot.Content.Sha1,
        snapshot.Content.Reference, snapshot.Patient);
}
