using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// What is done for documents in the background, one thing after the other, for as long as the service runs.
/// </summary>
internal sealed class ContentUpkeep(
    Database database, ContentSweeper sweeper, KeyRotation rotation, Scrubber scrubber, ILogger logger)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Each instance has its master keys; the rest is for one of them at a time.</summary>
    public async Task RunOnceAsync(CancellationToken cancel)
    {
        rotation.Renew();
        await RecurringWork.OneAtATimeAsync(database, "upkeep of documents", logger, () => RunAloneAsync(cancel));
    }

    private async Task RunAloneAsync(CancellationToken cancel)
    {
        if (database.IsShared)
        {
            await TryAsync("Staged documents are not swept", () => sweeper.SweepStagedAsync(cancel));
        }

        await TryAsync("Removed documents are not swept", sweeper.SweepRemovedAsync);
        await TryAsync("Keys are not wrapped anew", () => rotation.RunOnceAsync(cancel));
        await TryAsync("Documents are not verified", () => scrubber.RunOnceAsync(cancel));
    }

    /// <summary>Whatever fails, the next round may do better.</summary>
    private async Task TryAsync(string problem, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (IOException unavailable)
        {
            logger.LogWarning("{Problem}: {Reason}", problem, unavailable.Message);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            logger.LogError(failure, "{Problem}", problem);
        }
    }
}
