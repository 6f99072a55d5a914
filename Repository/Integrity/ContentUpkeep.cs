using XdsDmp.Repository.Content.Encryption;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// What is done for documents in the background, one thing after the other, for as long as the service runs.
/// </summary>
internal sealed class ContentUpkeep(
    ContentSweeper sweeper, KeyRotation rotation, Scrubber scrubber, TimeProvider clock, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    public void Start() => _work = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await TryAsync("Removed documents are not swept", sweeper.SweepRemovedAsync);
            await TryAsync("Keys are not wrapped anew", () => rotation.RunOnceAsync(cancel));
            await TryAsync("Documents are not verified", () => scrubber.RunOnceAsync(cancel));
            await Task.Delay(Interval, clock, cancel);
        }
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
