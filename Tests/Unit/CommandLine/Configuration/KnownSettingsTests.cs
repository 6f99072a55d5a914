using XdsDmp.CommandLine.Configuration;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Tests.Unit.CommandLine.Configuration;

[TestClass]
public sealed class KnownSettingsTests
{
    [TestMethod]
    public void EverySectionIsKnownAndWhatIsInside()
    {
        Assert.IsTrue(KnownSettings.All["Registry:AssigningAuthorities"].IsList);
        Assert.AreEqual(typeof(int), KnownSettings.All["registry:port"].Type);
        Assert.IsTrue(KnownSettings.All.ContainsKey("Repository:S3:Bucket"));
        Assert.IsTrue(KnownSettings.All.ContainsKey("Profile"));
        Assert.IsFalse(KnownSettings.All.ContainsKey("Registry:Prot"));
    }

    [TestMethod]
    [DataRow(typeof(int), "8443", null)]
    [DataRow(typeof(int), "99999999999", "a whole number")]
    [DataRow(typeof(int), "8 443", "a whole number")]
    [DataRow(typeof(long), "99999999999", null)]
    [DataRow(typeof(bool), "True", null)]
    [DataRow(typeof(bool), "yes", "true or false")]
    [DataRow(typeof(Requirement), "required", null)]
    [DataRow(typeof(Requirement), "Perhaps", "Off, Optional, Required")]
    [DataRow(typeof(Requirement), "7", "Off, Optional, Required")]
    [DataRow(typeof(string), "anything", null)]
    public void AValueIsOfItsType(Type type, string value, string? accepted) =>
        Assert.AreEqual(accepted, KnownSettings.Accepted(type, value));
}
