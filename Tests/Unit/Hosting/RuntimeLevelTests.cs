using XdsDmp.Hosting;

namespace XdsDmp.Tests.Unit.Hosting;

[TestClass]
public sealed class RuntimeLevelTests
{
    [TestMethod]
    [DataRow("10.0.9", true)]
    [DataRow("10.0.10", false)]
    [DataRow("10.0.12", false)]
    [DataRow("10.1.0", false)]
    [DataRow("9.0.18", true)]
    public void ARuntimeWithKnownHolesIsWarnedOf(string version, bool isWarned) =>
        Assert.AreEqual(isWarned, RuntimeLevel.WarningFor(Version.Parse(version)) is not null);
}
