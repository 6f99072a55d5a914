namespace XdsDmp.Bench.Measuring;

/// <summary>What a row came to: all rounds of both sides, in pairs.</summary>
internal sealed record RowResult(
    string Name, double Target, IReadOnlyList<Sample> Ours, IReadOnlyList<Sample> Ceiling, long OurMemory,
    long CeilingMemory)
{
    /// <summary>The median of the rounds' ratios: a disturbance in one round does not count.</summary>
    public double Ratio => Ratios.Order().ElementAt(Ours.Count / 2);

    public double LowestRatio => Ratios.Min();

    public double HighestRatio => Ratios.Max();

    public bool IsBelowTarget => Ratio < Target;

    private IEnumerable<double> Ratios => Ours.Zip(Ceiling, (ours, ceiling) => ours.PerSecond / ceiling.PerSecond);
}
