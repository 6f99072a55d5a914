using Microsoft.Extensions.Logging;

namespace XdsDmp.Hosting.Health;

/// <summary>A check and what it found last: many who ask at once cost as much as one.</summary>
internal sealed class KeptCheck(
    string name, Func<CancellationToken, ValueTask<HealthFinding>> check, TimeProvider clock, ILogger logger)
{
    /// <summary>A check that takes longer does not keep the probe waiting, which has its own patience.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>For how long a finding is good.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<HealthFinding>? _running;
    private long _begun;

    public async Task<HealthFinding> AskAsync(CancellationToken cancel)
    {
        var (running, left) = Current();
        try
        {
            return await running.WaitAsync(left, clock, cancel);
        }
        catch (TimeoutException)
        {
            return HealthFinding.Failing(name, $"no answer within {Patience.TotalSeconds:0} seconds");
        }
    }

    /// <summary>What runs or is still good; else a new run. The second value: how long to wait for it.</summary>
    private (Task<HealthFinding> Running, TimeSpan Left) Current()
    {
        lock (_lock)
        {
            // One that hangs is not begun again: each probe would leave another one hanging.
            if (_running is null || (_running.IsCompleted && clock.GetElapsedTime(_begun) >= Fresh))
            {
                _begun = clock.GetTimestamp();
                _running = Task.Run(RunAsync);
            }

            var left = Patience - clock.GetElapsedTime(_begun);
            return (_running, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    private async Task<HealthFinding> RunAsync()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            return await check(patience.Token) with { Name = name };
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return HealthFinding.Failing(name, $"no answer within {Patience.TotalSeconds:0} seconds");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            logger.LogWarning(failure, "Health check {Check} failed", name);
            return HealthFinding.Failing(name, $"the check failed ({failure.GetType().Name}); the log says more");
        }
    }
}
