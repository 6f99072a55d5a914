namespace XdsDmp.Hosting.Health;

/// <summary>All findings about a service at one moment.</summary>
public sealed record HealthReport(string Service, IReadOnlyList<HealthFinding> Findings)
{
    /// <summary>The worst of the findings.</summary>
    public HealthState State => Findings.Select(finding => finding.State).DefaultIfEmpty().Max();
}
