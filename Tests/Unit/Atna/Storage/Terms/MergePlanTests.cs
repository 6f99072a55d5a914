using XdsDmp.Atna.Storage.Terms;

namespace XdsDmp.Tests.Unit.Atna.Storage.Terms;

[TestClass]
public sealed class MergePlanTests
{
    [TestMethod]
    [DataRow("15x1", "")]
    [DataRow("16x1", "16 small")]
    [DataRow("15x20", "")]
    [DataRow("300 15x1 300", "")]
    [DataRow("300 16x1 300", "16 small")]
    [DataRow("5000 16x20 3", "17 small")]
    [DataRow("10x4 20 10x4", "")]
    [DataRow("15x4 20 15x4 20 15x4 20 15x4 20", "64 small")]
    [DataRow("31x256", "")]
    [DataRow("32x256 5x1", "32 large")]
    [DataRow("20000", "1 large")]
    [DataRow("100x1 9000", "101 large")]
    public void NeighboursOfASizeBecomeOne(string runs, string expected)
    {
        var plan = MergePlan.Of(Runs(runs));

        Assert.AreEqual(
            expected, plan is null ? "" : $"{plan.Runs.Count} {(plan.IsLarge ? "large" : "small")}");
    }

    /// <summary>What searches look into stays few, and what is written bounded, whatever sizes come.</summary>
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(1, 30)]
    [DataRow(5, 600)]
    [DataRow(1, 5_000)]
    public void RunsStayFewAndRecordsAreWrittenFewTimes(int least, int most)
    {
        var random = new Random(most);
        var runs = new List<TermRun>();
        var (last, written, largest) = (0L, 0L, 0);
        while (last < 60_000)
        {
            var records = random.Next(least, most + 1);
            runs.Add(Run(last + 1, records));
            last += records;
            while (MergePlan.Of(runs) is { } plan)
            {
                written += plan.Runs.Sum(run => run.Records);
                var at = runs.IndexOf(plan.Runs[0]);
                runs.RemoveRange(at, plan.Runs.Count);
                if (!plan.IsLarge)
                {
                    runs.Insert(at, Run(plan.Runs[0].First, plan.Runs.Sum(run => run.Records)));
                }
            }

            largest = Math.Max(largest, runs.Count);
        }

        Assert.IsLessThan(120, largest);
        Assert.IsLessThan(4 * last, written);
    }

    private static List<TermRun> Runs(string text)
    {
        var runs = new List<TermRun>();
        foreach (var part in text.Split(' '))
        {
            var numbers = part.Split('x').Select(int.Parse).ToList();
            for (var i = numbers.Count == 1 ? 1 : numbers[0]; i > 0; i--)
            {
                runs.Add(Run(runs.Count == 0 ? 1 : runs[^1].Last + 1, numbers[^1]));
            }
        }

        return runs;
    }

    private static TermRun Run(long first, long records) => new(first, first + records - 1, records, 0, 0, 100);
}
