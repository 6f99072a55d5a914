using XdsDmp.Metadata.Model;

namespace XdsDmp.Tests.Unit.Metadata.Model;

[TestClass]
public sealed class OidTests
{
    [TestMethod]
    public void AUuidBecomesAnOidOfArc225()
    {
        // The example of ITU-T X.667.
        var oid = Oid.Of(Guid.Parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));

        Assert.AreEqual("2.25.329800735698586629295641978511506172918", oid);
        Assert.IsTrue(Oid.IsValid(oid));
    }
}
