using System.Data.Common;
using XdsDmp.Sql;

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

    /// <summary>A round that one instance at a time does: where another one is at it, there is nothing to do.</summary>
    public static async Task OneAtATimeAsync(Database database, string job, ILogger logger, Func<Task> round)
    {
        try
        {
            using var turn = database.TryTake(job);
            if (turn is not null)
            {
                await round();
            }
        }
        catch (DbException away)
        {
            logger.LogWarning("The job '{Job}' waits for the database: {Reason}", job, away.Message);
        }
    }

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
