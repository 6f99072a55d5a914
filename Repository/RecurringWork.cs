namespace XdsDmp.Repository;

/// <summary>Work that is done over and over in the background, from its start until it is disposed of.</summary>
/// <param name="pause">Between the end of a round and the next one.</param>
/// <param name="clock">For the pause.</param>
/// <param name="round">Must not throw: the last round must not be the last because of what went wrong in it.</param>
internal sealed class RecurringWork(TimeSpan pause, TimeProvider clock, Func<CancellationToken, Task> round)
    : IAsyncDisposable
{
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
            await round(cancel);
            await Task.Delay(pause, clock, cancel);
        }
    }
}
