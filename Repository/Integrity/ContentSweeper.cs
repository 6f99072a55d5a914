using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// Brings the content store in line with the database, which has decided: octets that nobody owns are deleted,
/// published ones are put in their place. What the store cannot do now is tried again.
/// </summary>
internal sealed class ContentSweeper(RepositoryNode repository, ILogger logger)
{
    /// <summary>No submission takes longer to arrive; one that does all the same fails, and is not lost.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>
    /// What is staged belongs to submissions that a crash has cut off, or to open intents; where there are other
    /// instances, also to what they are just receiving: there it is nobody's when it has lain for long. A store that is
    /// away does not keep the service from starting.
    /// </summary>
    public async Task SweepStagedAsync(CancellationToken cancel)
    {
        var youngest = repository.Database.IsShared ? repository.Clock.GetUtcNow() - Patience : DateTimeOffset.MaxValue;
        await foreach (var (key, since) in repository.Content.Store.StagedAsync(cancel))
        {
            var document = repository.Readers.Read(session => DocumentStore.FindByContentKey(session, key));
            if (document is null && since < youngest)
            {
                document = await repository.Writer.WriteAsync(
                    session => LooseContent.Take(session, key, repository.Now));
            }

            switch (document?.State)
            {
                case null when since < youngest:
                    await Settlement.FollowAsync(repository, [ContentMove.Removal(key)]);
                    break;
                case DocumentState.Published or DocumentState.Received:
                    await Settlement.FollowAsync(repository, [ContentMove.Publication(key)]);
                    break;
            }
        }
    }

    /// <summary>What documents have left behind, a part at a time, the oldest first.</summary>
    public async Task SweepRemovedAsync()
    {
        var keys = repository.Readers.Read(LooseContent.Removed);
        if (keys.Count > 0)
        {
            await Settlement.FollowAsync(repository, [.. keys.Select(ContentMove.Removal)]);
            logger.LogInformation("Swept the octets of {Count} removed documents", keys.Count);
        }
    }
}
