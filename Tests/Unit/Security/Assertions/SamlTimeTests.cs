using XdsDmp.Security.Assertions;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Tests.Unit.Security.Assertions;

[TestClass]
public sealed class SamlTimeTests
{
    [TestMethod]
    [DataRow("2026-06-01T12:00:00Z", "2026-06-01T12:00:00.000Z")]
    [DataRow(" 2026-06-01T12:00:00.5Z\n", "2026-06-01T12:00:00.500Z")]
    [DataRow("2026-06-01T12:00:00.123456789Z", "2026-06-01T12:00:00.123Z")]
    [DataRow("2026-06-01T14:00:00+02:00", "2026-06-01T12:00:00.000Z")]
    public void ATimeHasAZone(string text, string utc) =>
        Assert.AreEqual(utc, SamlTime.Write(SamlTime.Read(text, "time")));

    [TestMethod]
    [DataRow("")]
    [DataRow("2026-06-01T12:00:00")]
    [DataRow("2026-06-01")]
    [DataRow("2026-06-01Z")]
    [DataRow("2026-13-01T12:00:00Z")]
    [DataRow("2026-06-01T12:00:60Z")]
    [DataRow("2026-06-01 12:00:00Z")]
    [DataRow("01/06/2026 12:00:00Z")]
    [DataRow("99999-06-01T12:00:00Z")]
    [DataRow("0001-01-01T00:00:00+10:00")]
    public void AnythingElseIsRefused(string text) => TestIssuer.RefusesAs(
        SecurityFault.InvalidSecurityToken, "is not a time", () => SamlTime.Read(text, "time"));
}
