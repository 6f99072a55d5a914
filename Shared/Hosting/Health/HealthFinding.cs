namespace XdsDmp.Hosting.Health;

/// <summary>What one check has found.</summary>
/// <param name="Name">Of the check, for instance <c>database</c>.</param>
/// <param name="State">Whether the service can do its work.</param>
/// <param name="Reason">
/// For operators, whatever the state: figures and files of their own settings; no health data, no secrets.
/// </param>
public sealed record HealthFinding(string Name, HealthState State, string Reason)
{
    public static HealthFinding Ok(string name, string reason) => new(name, HealthState.Ok, reason);

    /// <summary>Somebody should look at it soon.</summary>
    public static HealthFinding Degraded(string name, string reason) => new(name, HealthState.Degraded, reason);

    /// <summary>Requests should go elsewhere.</summary>
    public static HealthFinding Failing(string name, string reason) => new(name, HealthState.Failing, reason);
}

/// <summary>From good to bad: a service is as well as the worst of its findings.</summary>
public enum HealthState
{
    Ok,

    /// <summary>It works, and somebody should look at it: <c>/health/ready</c> still answers 200.</summary>
    Degraded,

    /// <summary>It cannot do its work: <c>/health/ready</c> answers 503.</summary>
    Failing,
}
