using XdsDmp.Registry.Storage;

namespace XdsDmp.Tests.Unit.Registry.Storage;

[TestClass]
public sealed class LikePatternTests
{
    [TestMethod]
    [DataRow("%Ford%", "*Ford*", "", false)]
    [DataRow("Ford_", "Ford?", "Ford", false)]
    [DataRow("Ford", "Ford", "Ford", true)]
    [DataRow("a*b?c[d]", "a[*]b[?]c[[]d]", "a*b?c[d]", true)]
    [DataRow("", "", "", true)]
    public void WildcardsAreThoseOfTheProfileOnly(string text, string glob, string prefix, bool isExact)
    {
        var pattern = new LikePattern(text);

        Assert.AreEqual(glob, pattern.Pattern.Glob);
        Assert.AreEqual(prefix, pattern.Prefix);
        Assert.AreEqual(isExact, pattern.IsExact);
    }
}
