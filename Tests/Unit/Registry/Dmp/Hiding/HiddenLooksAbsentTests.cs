using System.Text;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Hiding;

/// <summary>
/// No sequence of queries, updates and errors lets a viewer tell a document that is hidden from him from one that does
/// not exist: in two worlds that differ in nothing else he is answered the same, octet by octet. (What the repository
/// answers: Tests/Scenarios/Dmp.)
/// </summary>
[TestClass]
public sealed class HiddenLooksAbsentTests
{
    private const int Sequences = 12;
    private const int Steps = 40;

    public static IEnumerable<object[]> Cases => HiddenBy.All.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void NoSequenceOfMessagesTellsThemApart(string name)
    {
        var hidden = HiddenBy.All[name];
        var answered = 0;
        for (var seed = 0; seed < Sequences; seed++)
        {
            using var with = new World(hidden, hasHidden: true);
            using var without = new World(hidden, hasHidden: false);
            var questions = new Questions(new Random(seed), $"{seed}");
            for (var step = 0; step < Steps; step++)
            {
                var (id, body) = questions.Next();
                var expected = without.Ask(id, body);
                Assert.AreEqual(
                    expected, with.Ask(id, body),
                    $"seed {seed}, step {step}, {id.Number}: {Encoding.UTF8.GetString(body.Span)}");
                answered += expected.Contains("ResponseStatusType:Success", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        Assert.IsGreaterThan(Sequences * Steps / 10, answered, "the viewer was hardly let in: nothing was shown");
    }

    /// <summary>The worlds differ indeed: for somebody who sees everything.</summary>
    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void ThereIsSomethingToTellApart(string name)
    {
        using var with = new World(HiddenBy.All[name], hasHidden: true);
        using var without = new World(HiddenBy.All[name], hasHidden: false);
        Assert.IsGreaterThan(without.CountObjects(), with.CountObjects());
    }
}
