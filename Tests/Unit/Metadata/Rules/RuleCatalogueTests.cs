using XdsDmp.Metadata.Rules;

namespace XdsDmp.Tests.Unit.Metadata.Rules;

[TestClass]
public sealed class RuleCatalogueTests
{
    [TestMethod]
    public void IdsAreUnique() =>
        Assert.HasCount(RuleCatalogue.All.Count, RuleCatalogue.All.Select(r => r.Id).Distinct(StringComparer.Ordinal));

    [TestMethod]
    public void EveryRuleSaysWhatItIsAndWhereItIsFrom()
    {
        foreach (var rule in RuleCatalogue.All)
        {
            Assert.IsNotEmpty(rule.Description, rule.Id);
            Assert.IsNotEmpty(rule.Source, rule.Id);
        }
    }
}
