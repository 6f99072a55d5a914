namespace XdsDmp.Hosting.Configuration;

/// <summary>Section <c>Health</c>: what <c>/health/live</c> and <c>/health/ready</c> say, and where.</summary>
public sealed record HealthOptions
{
    /// <summary>
    /// IP address of the ports for health, which are without TLS. Whoever reaches them reads how the services are.
    /// </summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port where the registry tells its health; 0 takes a free one, -1 none.</summary>
    public int RegistryPort { get; init; } = 8453;

    /// <summary>TCP port where the repository tells its health, likewise.</summary>
    public int RepositoryPort { get; init; } = 8454;

    /// <summary>TCP port where the audit repository tells its health, likewise.</summary>
    public int AtnaPort { get; init; } = 8455;

    /// <summary>
    /// MiB below which the disk of a database counts as full: failing. Below four times that it is degraded.
    /// </summary>
    public int MinFreeMegabytes { get; init; } = 512;

    /// <summary>Minutes for which audit messages may wait for the audit repository before that is degraded.</summary>
    public int MaxAuditDelayMinutes { get; init; } = 10;

    /// <summary>Days before its end from which on the node's certificate is degraded.</summary>
    public int CertificateWarningDays { get; init; } = 30;

    /// <summary>
    /// Seconds, at most 4, for which requests are still taken after a stop was asked for, with <c>/health/ready</c>
    /// answering 503: time for a load balancer to send them elsewhere.
    /// </summary>
    public int StopDelaySeconds { get; init; }

    /// <summary>
    /// Seconds, at most 4, for which a service that stops keeps the connections that are open when it has closed its
    /// port: each ends with its next answer. Meant for balancers, which then have nothing to tell their clients. 0: a
    /// connection that waits for a request is closed at once.
    /// </summary>
    public int DrainSeconds { get; init; }

    /// <exception cref="ConfigurationException">Names the first setting that is out of bounds.</exception>
    internal HealthOptions Checked()
    {
        Check(MinFreeMegabytes, 0, int.MaxValue, nameof(MinFreeMegabytes));
        Check(MaxAuditDelayMinutes, 0, 7 * 24 * 60, nameof(MaxAuditDelayMinutes));
        Check(CertificateWarningDays, 0, 3_650, nameof(CertificateWarningDays));
        Check(StopDelaySeconds, 0, 4, nameof(StopDelaySeconds));
        Check(DrainSeconds, 0, 4, nameof(DrainSeconds));
        return this;
    }

    internal int PortOf(string service) => service switch
    {
        "registry" => RegistryPort,
        "repository" => RepositoryPort,
        _ => AtnaPort,
    };

    private static void Check(int value, int lowest, int highest, string key)
    {
        if (value < lowest || value > highest)
        {
            throw new ConfigurationException($"Health:{key} is {value}; it must be {lowest} to {highest}");
        }
    }
}
