namespace XdsDmp.Bench.Measuring;

/// <summary>One comparison: what, with what, and the share of it that we mean to reach.</summary>
internal sealed record Pairing(string Name, ISide Ours, ISide Ceiling, double? Target)
{
    /// <summary>What throughput counts.</summary>
    public string Unit { get; init; } = "req/s";

    /// <summary>What the other side is.</summary>
    public string CeilingName { get; init; } = "ceiling";

    /// <summary>What else must be so, asked after the last round.</summary>
    public Func<SideResult, SideResult, IReadOnlyList<Condition>> Conditions { get; init; } = (_, _) => [];
}
