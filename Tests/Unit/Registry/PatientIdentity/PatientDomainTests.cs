using XdsDmp.Hosting.Configuration;
using XdsDmp.Registry;
using XdsDmp.Registry.PatientIdentity;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity;

[TestClass]
public sealed class PatientDomainTests
{
    [TestMethod]
    [DataRow("DMP")]
    [DataRow("=1.2.3")]
    [DataRow("DMP=")]
    [DataRow("DMP=oid")]
    public void ANamespaceThatLeadsNowhereStopsTheService(string name)
    {
        var wrong = Assert.ThrowsExactly<ConfigurationException>(
            () => PatientDomain.Of(new RegistryOptions { AssigningAuthorityNames = [name] }));

        StringAssert.Contains(wrong.Message, "Registry:AssigningAuthorityNames");
    }

    [TestMethod]
    public void ANamespaceHasOneOid() => Assert.ThrowsExactly<ConfigurationException>(
        () => PatientDomain.Of(new RegistryOptions { AssigningAuthorityNames = ["A=1.2.3", "A=1.2.4"] }));

    [TestMethod]
    public void TheOidOfTheMessageCountsMoreThanItsNamespace()
    {
        var domain = PatientDomain.Of(new RegistryOptions { AssigningAuthorityNames = ["A=1.2.3"] });

        Assert.AreEqual("1.2.9", domain.TryRead(new FeedIdentifier("", "P", "A", "1.2.9", "ISO"))!.Authority);
        Assert.AreEqual("1.2.3", domain.TryRead(new FeedIdentifier("", "P", "A", "", ""))!.Authority);
        Assert.AreEqual("1.2.9", domain.TryRead(new FeedIdentifier("", "P", "", "1.2.9", ""))!.Authority);
    }
}
