using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace XdsDmp.Hosting.Health;

/// <summary>
/// How a service is: the checks that each part of it has entered, asked when somebody wants to know. However often that
/// is, and whatever a check waits for, a probe is answered in time and costs the service next to nothing.
/// </summary>
public sealed class NodeHealth(string service, TimeProvider clock, ILogger logger)
{
    private readonly DateTimeOffset _since = clock.GetUtcNow();
    private ImmutableList<KeptCheck> _checks = [];
    private volatile Phase _phase = Phase.Starting;

    private enum Phase
    {
        Starting,
        Working,
        Stopping,
    }

    public string Service => service;

    /// <summary>True from the moment when no new requests should come.</summary>
    public bool IsStopping => _phase == Phase.Stopping;

    /// <summary>The process works, whatever else there is: restarting it would mend nothing.</summary>
    public HealthReport Live => new(
        service, [HealthFinding.Ok("process", $"runs since {_since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")]);

    /// <summary>
    /// Enters a check. It is asked at most once in two seconds and never twice at the same time; it should end when it
    /// is cancelled, after five seconds, and counts as failing from then on.
    /// </summary>
    /// <param name="name">How findings and operators call it.</param>
    /// <param name="check">
    /// What it throws counts as failing; the report names the kind of trouble and the log the rest.
    /// </param>
    public void Add(string name, Func<CancellationToken, ValueTask<HealthFinding>> check)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(check);
        ImmutableInterlocked.Update(
            ref _checks, (checks, added) => checks.Add(added), new KeptCheck(name, check, clock, logger));
    }

    /// <summary>Every port is open: requests may come.</summary>
    public void Started() => _phase = _phase == Phase.Starting ? Phase.Working : _phase;

    /// <summary>
    /// Requests should go elsewhere from now on; those that come all the same are answered for a while.
    /// </summary>
    public void BeginStop() => _phase = Phase.Stopping;

    /// <summary>Whether requests should come here, with a reason for each thing they depend on.</summary>
    public async Task<HealthReport> ReadyAsync(CancellationToken cancel)
    {
        // While it starts or stops, what the checks would look at is not there yet or no more.
        if (_phase != Phase.Working)
        {
            return new HealthReport(service, [HealthFinding.Failing("process", NotWorking)]);
        }

        var findings = await Task.WhenAll(_checks.Select(check => check.AskAsync(cancel)));
        return new HealthReport(service, [.. Live.Findings, .. findings]);
    }

    private string NotWorking => IsStopping ? "stopping: it finishes what it has begun" : "starting";
}
