using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository.Storage;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// Finds out what became of submissions whose answer never came (a crash of ours, a registry that went away): what the
/// registry knows is published, what it does not know is removed once it can no longer be on its way.
/// </summary>
internal sealed class IntentSettler(RepositoryNode repository, ILogger logger)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A registry that is slow may still be working on a request whose sender has gone. Until then "unknown" means "not
    /// yet".
    /// </summary>
    private const int GraceSeconds = 600;

    /// <summary>A document that is still staged is there all the same if the registry has its entry.</summary>
    public async Task<StoredDocument?> FindPublishedAsync(string uniqueId, CancellationToken cancel)
    {
        var document = Find();
        if (document is null && repository.Readers.Read(s => DocumentStore.IntentsOf(s, uniqueId)).Count > 0)
        {
            await SettleAsync(uniqueId, cancel);
            document = Find();
        }

        return document;

        StoredDocument? Find() => repository.Readers.Read(session => DocumentStore.FindPublished(session, uniqueId));
    }

    /// <summary>
    /// Settles what has staged this document, if the registry knows by now. For readers that cannot wait.
    /// </summary>
    private async Task SettleAsync(string uniqueId, CancellationToken cancel)
    {
        foreach (var intent in repository.Readers.Read(session => DocumentStore.IntentsOf(session, uniqueId)))
        {
            if (repository.Readers.Read(session => DocumentStore.FindIntent(session, intent)) is { } open)
            {
                await SettleAsync(open, cancel);
            }
        }
    }

    /// <summary>Settles what came with this very message. Without the registry it stays open.</summary>
    /// <param name="message">It may have come to another instance, and be at work there.</param>
    /// <param name="own">The intent of whoever asks; null: he has none.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task SettleAsync(ExchangeKey message, long? own, CancellationToken cancel)
    {
        try
        {
            var open = repository.Readers.Read(session => DocumentStore.IntentsOf(session, message));
            foreach (var intent in open.Where(intent => intent.Key != own))
            {
                await SettleAsync(intent, cancel);
            }
        }
        catch (Exception unsettled) when (unsettled is SoapTransportException or SoapFaultReceivedException)
        {
            logger.LogWarning("A submission that came again waits for the registry: {Reason}", unsettled.Message);
        }
    }

    /// <summary>All that is open and may be settled.</summary>
    public async Task TrySettleAllAsync(CancellationToken cancel)
    {
        try
        {
            // A young intent is most likely a submission that is just being answered.
            var settleable = repository.Readers.Read(DocumentStore.Intents)
                .Where(intent => repository.Now - intent.CreatedAt > Pause.TotalSeconds);
            foreach (var intent in settleable)
            {
                await SettleAsync(intent, cancel);
            }

            await repository.Writer.WriteAsync(
                session => ExchangeStore.Forget(session, Retransmission.WindowOf(repository)), WriteKeys.None);
        }
        catch (Exception unsettled) when (unsettled is SoapTransportException or SoapFaultReceivedException)
        {
            logger.LogWarning("Open submissions wait for the registry: {Reason}", unsettled.Message);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            // A full disk, a busy writer: whatever it is, the next round may do better. The last one must not be the
            // last.
            logger.LogError(failure, "Open submissions could not be settled");
        }
    }

    // 1. ask for the submission set, which is registered with all that it holds or not at all 2. publish what it holds,
    // remove the rest; the message that brought all of it gets its answer 3. unknown for long: it will not come any
    // more
    private async Task SettleAsync(Intent intent, CancellationToken cancel)
    {
        var entries = intent.SubmissionSetUniqueId.Length == 0
            ? null
            : await repository.Registry.FindSubmissionAsync(intent.SubmissionSetUniqueId, cancel);
        if (entries is null && repository.Now - intent.CreatedAt <= GraceSeconds
            + repository.Options.RegistryTimeoutSeconds)
        {
            return;
        }

        var documents = repository.Readers.Read(session => DocumentStore.DocumentsOf(session, intent.Key));
        var registered = documents.Where(d => entries?.Any(e => IsEntryOf(e, d)) == true).Select(d => d.Key)
            .ToHashSet();
        await Settlement.FollowAsync(repository, await repository.Writer.WriteAsync(session =>
        {
            var settled = Settlement.Settle(session, intent.Key, d => registered.Contains(d.Key), repository.Now);
            if (settled.IsDone && entries is not null && registered.Count == documents.Count)
            {
                Retransmission.Keep(session, intent.Exchange, RegistryResponseReply.Of(RegistryResponse.Success),
                    repository.Now);
            }

            return settled.Moves;
        }, Settlement.KeysOf(intent.Key, documents.Select(document => document.UniqueId))));
        logger.LogInformation(
            "Settled an open submission: {Published} documents published, {Removed} removed",
            registered.Count, documents.Count - registered.Count);
    }

    /// <summary>The entry points at us and at these very bytes.</summary>
    private bool IsEntryOf(Metadata.Model.DocumentEntry entry, StoredDocument document) =>
        entry.UniqueId == document.UniqueId
        && entry.RepositoryUniqueId == repository.Options.RepositoryUniqueId
        && string.Equals(entry.Hash, Convert.ToHexString(document.Sha1), StringComparison.OrdinalIgnoreCase);
}
