using XdsDmp.Metadata.Model;

namespace XdsDmp.Tests.Unit.Metadata.Model;

[TestClass]
public sealed class ValueTests
{
    private const string Uuid = "urn:uuid:6a5b1f0e-8c2d-4e3f-9a7b-1c2d3e4f5a6b";

    [TestMethod]
    public void AnEntryUuidIsWrittenInLowerCase() =>
        Assert.AreEqual(Uuid, EntryUuid.Parse("urn:uuid:" + Uuid[9..].ToUpperInvariant()).ToString());

    [TestMethod]
    [DataRow("urn:uuid:6a5b1f0e")]
    [DataRow("6a5b1f0e-8c2d-4e3f-9a7b-1c2d3e4f5a6b")]
    [DataRow("urn:uuid:{6a5b1f0e-8c2d-4e3f-9a7b-1c2d3e4f5a6b}")]
    [DataRow("")]
    public void OtherTextIsNoEntryUuid(string text) => Assert.IsFalse(EntryUuid.TryParse(text, out _));

    [TestMethod]
    public void TwoSpellingsOfAUuidAreOneId() =>
        Assert.AreEqual(ObjectId.Of(Uuid), ObjectId.Of("urn:uuid:" + Uuid[9..].ToUpperInvariant()));

    [TestMethod]
    public void ASymbolicIdIsAnyOtherName()
    {
        Assert.IsTrue(ObjectId.Of("Document01").IsSymbolic);
        Assert.IsFalse(ObjectId.Of(Uuid).IsSymbolic);
        Assert.IsFalse(ObjectId.Of("urn:uuid:broken").IsSymbolic);
        Assert.IsTrue(ObjectId.Of(null).IsMissing);
        Assert.IsTrue(ObjectId.Of("").IsMissing);
    }

    [TestMethod]
    [DataRow("1.2", true)]
    [DataRow("2.16.840.1.113883.6.96", true)]
    [DataRow("0.9.2342", true)]
    [DataRow("1", false)]
    [DataRow("1.02", false)]
    [DataRow("1..2", false)]
    [DataRow("1.2.", false)]
    [DataRow(".1.2", false)]
    [DataRow("1.2a", false)]
    [DataRow("", false)]
    [DataRow("1.23456789012345678901234567890123456789012345678901234567890123", true)]
    [DataRow("1.234567890123456789012345678901234567890123456789012345678901234", false)]
    public void AnOidIsDigitsAndDots(string text, bool isValid) => Assert.AreEqual(isValid, Oid.TryParse(text, out _));

    [TestMethod]
    [DataRow("2026", "20260101000000", "20261231235959")]
    [DataRow("202602", "20260201000000", "20260231235959")]
    [DataRow("20260203", "20260203000000", "20260203235959")]
    [DataRow("2026020304", "20260203040000", "20260203045959")]
    [DataRow("202602030405", "20260203040500", "20260203040559")]
    [DataRow("20260203040506", "20260203040506", "20260203040506")]
    public void ATimeIsPaddedToTheSecond(string text, string low, string high)
    {
        var time = Hl7Time.TryParse(text);

        Assert.AreEqual(low, time?.PadLow());
        Assert.AreEqual(high, time?.PadHigh());
        Assert.AreEqual(text, time?.ToString());
    }

    [TestMethod]
    public void ATimeOfTheClockIsUtc() => Assert.AreEqual(
        "20260203030506", Hl7Time.Of(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(1))).Digits);

    [TestMethod]
    [DataRow("202")]
    [DataRow("20261")]
    [DataRow("202613")]
    [DataRow("20260100")]
    [DataRow("20260132")]
    [DataRow("2026010124")]
    [DataRow("202601010060")]
    [DataRow("20260101000060")]
    [DataRow("20260101000000.1")]
    [DataRow("20260101000000+0100")]
    [DataRow("2026-1-1")]
    [DataRow(null)]
    public void OtherTextIsNoTime(string? text) => Assert.IsNull(Hl7Time.TryParse(text));

    [TestMethod]
    public void APatientIdIsItsIdAndAuthority()
    {
        var plain = PatientId.TryParse("160^^^&1.2.250&ISO");

        Assert.AreEqual(new PatientId("160", "1.2.250"), plain);
        Assert.AreEqual("160^^^&1.2.250&ISO", plain?.ToString());
        Assert.AreEqual(
            plain, PatientId.TryParse("160^^^&1.2.250&ISO^NH"), "an identifier type does not tell patients apart");
    }

    [TestMethod]
    [DataRow("160")]
    [DataRow("^^^&1.2.250&ISO")]
    [DataRow("160^^^AUTH&1.2.250&ISO")]
    [DataRow("160^^^&1.2.250&DNS")]
    [DataRow("160^^^&x&ISO")]
    [DataRow(null)]
    public void OtherTextIsNoPatientId(string? text) => Assert.IsNull(PatientId.TryParse(text));
}
