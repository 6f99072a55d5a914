using XdsDmp.CommandLine.Output;

namespace XdsDmp.Tests.Unit.CommandLine.Output;

[TestClass]
public sealed class MistakesTests
{
    private static readonly string[] Known = ["submit", "query", "--base-port"];

    [TestMethod]
    [DataRow("sumbit", "submit")]
    [DataRow("--bas-port", "--base-port")]
    [DataRow("frobnicate", null)]
    public void TheNearestNameIsSuggested(string typed, string? expected) =>
        Assert.AreEqual(expected, Mistakes.Nearest(Known, typed));
}
