using System.Text;
using XdsDmp.Registry.PatientIdentity.Hl7v2;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity.Hl7v2;

[TestClass]
public sealed class Hl7MessageReaderTests
{
    [TestMethod]
    public void FieldsAreCountedAsHl7Does()
    {
        var message = Read(Adt.A01("1^^^&1.2&ISO~2^^^NS&1.3&ISO", "CTRL"));

        Assert.AreEqual("|", $"{message.Header.Separators.Field}");
        Assert.AreEqual(@"^~\&", message.Header.Field(2).Text);
        Assert.AreEqual("A01", message.Header.Field(9).Component(2).Value);
        Assert.AreEqual("CTRL", message.Header.Field(10).Text);
        var ids = message.All("PID").Single().Field(3).Repetitions;
        Assert.HasCount(2, ids);
        Assert.AreEqual("2", ids[1].Component(1).Value);
        Assert.AreEqual("NS", ids[1].Component(4).Value);
        Assert.AreEqual("1.3", ids[1].Component(4).Subcomponent(2));
    }

    [TestMethod]
    public void WhatIsNotThereIsEmpty()
    {
        var message = Read(Adt.A01("1"));
        var pid = message.All("PID").Single();

        Assert.IsTrue(pid.Field(99).IsEmpty);
        Assert.IsEmpty(pid.Field(99).Repetitions);
        Assert.AreEqual("", pid.Field(3).Component(4).Subcomponent(2));
        Assert.IsEmpty(message.All("MRG"));
    }

    [TestMethod]
    public void TheSeparatorsAreThoseThatMshDeclares()
    {
        var message = Read("MSH#*+-/#A#B#C#D#2026##ADT*A01#M1#P#2.3.1\rPID###1-S-2***/1.2/ISO+3\r");

        var ids = message.All("PID").Single().Field(3).Repetitions;
        Assert.AreEqual("1*2", ids[0].Component(1).Value);
        Assert.AreEqual("1.2", ids[0].Component(4).Subcomponent(2));
        Assert.AreEqual("3", ids[1].Component(1).Value);
    }

    [TestMethod]
    [DataRow("\n")]
    [DataRow("\r\n")]
    [DataRow("\r\r")]
    public void OtherLineEndsAreTakenForSegmentEnds(string end) =>
        Assert.HasCount(4, Read(Adt.A01("1").Replace("\r", end, StringComparison.Ordinal)).Segments);

    [TestMethod]
    [DataRow("")]
    [DataRow("\r\r")]
    [DataRow("PID|||1\r")]
    [DataRow("MSH")]
    [DataRow("MSH|^~\\")]
    [DataRow("MSH|||||||")]
    [DataRow("FHS|^~\\&|batch")]
    public void WhatDoesNotBeginWithAnMshIsNoMessage(string text)
    {
        Assert.IsNull(Hl7MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out var problem));
        StringAssert.Contains(problem, "MSH");
    }

    [TestMethod]
    public void SegmentsAreBounded()
    {
        var text = Adt.Header("ADT^A01") + string.Concat(Enumerable.Repeat("\rZ", Hl7Limits.MaxSegments));

        Assert.IsNull(Hl7MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out var problem));
        StringAssert.Contains(problem, "segments");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("|||||8859/1")]
    public void NamesInLatin1AreReadWithAndWithoutADeclaration(string declaration)
    {
        var text = $"{Adt.Header("ADT^A01")}|{declaration}\rPID|||1||LÉON\r";

        var message = Hl7MessageReader.TryRead(Encoding.Latin1.GetBytes(text), out _)!;

        Assert.AreEqual("LÉON", message.All("PID").Single().Field(5).Text);
        Assert.AreEqual(Encoding.Latin1, message.Characters);
    }

    [TestMethod]
    public void Utf8IsReadAsSuch() =>
        Assert.AreEqual("Léon €", Read(Adt.Header("ADT^A01") + "\rPID|||1||Léon €").All("PID").Single().Field(5).Text);

    private static Hl7Message Read(string text) => Hl7MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out _)!;
}
