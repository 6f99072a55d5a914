using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>One comparison: a transaction, its ceiling, and the share of it that we mean to reach.</summary>
internal interface IRow
{
    string Name { get; }

    double Target { get; }

    /// <summary>What is compared with what, in a sentence or two.</summary>
    string Explanation { get; }

    Task<Sides> StartAsync(Workplace workplace);
}

/// <summary>Both sides, started and filled.</summary>
internal sealed record Sides(ISide Ours, ISide Ceiling)
{
    /// <summary>
    /// Looks, after the last round, whether what was answered is really there; throws when it is not.
    /// </summary>
    public Action Verify { get; init; } = () => { };
}
