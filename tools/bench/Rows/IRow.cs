using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>A transaction, its ceiling, and the share of it that we mean to reach; some rows have several.</summary>
internal interface IRow
{
    string Name { get; }

    /// <summary>What is compared with what, in a sentence or two.</summary>
    string Explanation { get; }

    Task<Contest> StartAsync(Stage stage);
}

/// <summary>All sides, started and filled. They take turns in the order in which the pairings name them.</summary>
internal sealed record Contest(params IReadOnlyList<Pairing> Pairings) : IDisposable
{
    /// <summary>
    /// Looks, after the last round, whether what was answered is really there; throws when it is not.
    /// </summary>
    public Action Verify { get; init; } = () => { };

    public IReadOnlyList<ISide> Sides => [.. Pairings.SelectMany(it => new[] { it.Ours, it.Ceiling }).Distinct()];

    /// <summary>What is measured just now, for whoever watches or profiles.</summary>
    public string NameOf(ISide side) =>
        Pairings.FirstOrDefault(it => it.Ours == side)?.Name ?? Pairings.First(it => it.Ceiling == side).CeilingName;

    public void Dispose()
    {
        foreach (var side in Sides.OfType<IDisposable>())
        {
            side.Dispose();
        }
    }
}
