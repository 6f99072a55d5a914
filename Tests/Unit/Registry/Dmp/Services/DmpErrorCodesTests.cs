using XdsDmp.Hosting;
using XdsDmp.Registry.Dmp.Services;
using XdsDmp.Security.Systems;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Services;

[TestClass]
public sealed class DmpErrorCodesTests
{
    [TestMethod]
    public void EveryCodeHasASpellingOfItsOwn()
    {
        var texts = Enum.GetValues<DmpErrorCode>().Select(code => code.Text()).ToList();
        CollectionAssert.AllItemsAreUnique(texts);
        Assert.IsTrue(texts.TrueForAll(text => text.StartsWith("DMP", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void SpellingsOfTheDmpAreThoseObserved()
    {
        Assert.AreEqual("DMPOk", DmpErrorCode.Ok.Text());
        Assert.AreEqual("DMPAccessDeniedByRightsService", DmpErrorCode.AccessDenied.Text());
    }

    [TestMethod]
    public void ASystemCanBeAllowedEachTransaction()
    {
        foreach (var id in DmpTransactions.All)
        {
            Assert.IsTrue(SystemTransaction.Find(id.Number)?.NeedsAuthorities, id.Number);
        }
    }

    [TestMethod]
    public void EachTransactionIsServedOnce()
    {
        using var dmp = new TestDmp();
        var served = DmpServices.Tables(dmp.Node).SelectMany(service => service.Transactions).Select(t => t.Id);

        // Traces need the audit repository: another table.
        CollectionAssert.AreEquivalent(
            DmpTransactions.All.Except([DmpTransactions.Traces]).ToList(), served.ToList());
    }
}
