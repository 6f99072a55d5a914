using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Queries;

[TestClass]
public sealed class QueryRulesTests
{
    [TestMethod]
    public void EachRuleIsListedOnceWithDescriptionAndSource()
    {
        var rules = QueryRules.All;

        Assert.HasCount(13, rules.Select(r => r.Id).Distinct().ToList());
        Assert.HasCount(13, rules);
        Assert.IsTrue(rules.All(r => r.Id.StartsWith("SQ-", StringComparison.Ordinal)));
        Assert.IsTrue(rules.All(r => r.Description.Length > 0 && r.Source.Length > 0));
    }
}
