namespace XdsDmp.Bench.Measuring;

/// <summary>What a row came to.</summary>
/// <param name="Pairing">What was compared with what.</param>
/// <param name="Ours">Rounds of our side.</param>
/// <param name="Ceiling">Rounds of the ceiling, each beside one of ours.</param>
/// <param name="Conditions">What else had to be so.</param>
internal sealed record RowResult(
    Pairing Pairing, SideResult Ours, SideResult Ceiling, IReadOnlyList<Condition> Conditions)
{
    /// <summary>The median of the rounds' ratios: a disturbance in one round does not count.</summary>
    public double Ratio => SideResult.Median(Ratios);

    public double LowestRatio => Ratios.Min();

    public double HighestRatio => Ratios.Max();

    public bool IsBelowTarget => Ratio < Pairing.Target || Conditions.Any(condition => !condition.IsMet);

    public string Verdict
    {
        get
        {
            var target = Pairing.Target is { } wanted
                ? $"{(Ratio < wanted ? "below target" : "target")} {wanted:0.00}" : "no target";
            return string.Join("; ", Conditions.Select(Told).Prepend(target));
        }
    }

    private IEnumerable<double> Ratios =>
        Ours.Rounds.Zip(Ceiling.Rounds, (ours, ceiling) => ours.PerSecond / ceiling.PerSecond);

    private static string Told(Condition condition) =>
        condition.IsMet ? condition.Text : $"below target: {condition.Text}";
}

/// <summary>Something that must be true beside the ratio, in words with its number and limit.</summary>
internal sealed record Condition(string Text, bool IsMet);
