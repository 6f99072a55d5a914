using XdsDmp.Registry;
using XdsDmp.Registry.Storage;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity;

/// <summary>ITI-8 (ITI TF-2 §3.8), message by message.</summary>
[TestClass]
public sealed class PatientIdentityFeedTests
{
    private static readonly string Other = $"X^^^&{TestAdtFeed.OtherDomain}&ISO";

    [TestMethod]
    [DataRow("A01")]
    [DataRow("A04")]
    [DataRow("A05")]
    public void AnAnnouncedPatientIsKnown(string triggerEvent)
    {
        using var feed = new TestAdtFeed();

        Assert.AreEqual("AA", feed.Send(Adt.Event(triggerEvent, Adt.Id("P"))).Code);

        Assert.AreEqual("P", feed.Patients);
    }

    [TestMethod]
    public void APatientMayBeAnnouncedAgain()
    {
        using var feed = new TestAdtFeed().With("P", "P");

        Assert.AreEqual("P", feed.Patients);
    }

    [TestMethod]
    public void IdentifiersOfOtherAuthoritiesAreIgnored()
    {
        using var feed = new TestAdtFeed();

        Assert.AreEqual("AA", feed.Send(Adt.A01($"{Other}~{Adt.Id("P")}~LOCAL^^^WARD~~^^^&&")).Code);

        Assert.AreEqual("P", feed.Patients);
    }

    [TestMethod]
    public void WithoutASettingAnyAuthorityWithAnOidCounts()
    {
        using var feed = new TestAdtFeed(new RegistryOptions());

        Assert.AreEqual("AA", feed.Send(Adt.A01($"{Other}~LOCAL^^^WARD")).Code);

        Assert.AreEqual("X", feed.Patients);
    }

    [TestMethod]
    [DataRow("X^^^&1.2.3.99&ISO", DisplayName = "another authority")]
    [DataRow("P^^^WARD", DisplayName = "a namespace that nobody knows")]
    [DataRow("P", DisplayName = "no authority")]
    [DataRow("P^^^&1.3.6.1.4.1.21367.2005.13.20.1000&DNS", DisplayName = "no OID")]
    [DataRow("^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO", DisplayName = "no id")]
    [DataRow(@"a\X0D\b^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO", DisplayName = "a control character")]
    public void WithoutAUsableIdentifierNothingIsAdded(string pid3)
    {
        using var feed = new TestAdtFeed();

        var answer = feed.Send(Adt.A01(pid3));

        Assert.AreEqual("AE", answer.Code);
        StringAssert.Contains(answer.Text, "PIF-authority");
        StringAssert.Contains(answer.Text, "PID-3");
        Assert.AreEqual("", feed.Patients);
    }

    [TestMethod]
    public void AnIdentifierThatIsTooLongIsNotUsable()
    {
        using var feed = new TestAdtFeed();

        Assert.AreEqual("AE", feed.Send(Adt.A01(Adt.Id(new string('9', 250)))).Code);
        Assert.AreEqual("AA", feed.Send(Adt.A01(Adt.Id(new string('9', 200)))).Code);
    }

    [TestMethod]
    public void TheOidOfAConfiguredNamespaceIsFilledIn()
    {
        using var feed = new TestAdtFeed(new RegistryOptions
        {
            AssigningAuthorities = [Adt.Domain],
            AssigningAuthorityNames = [$"DMP={Adt.Domain}"],
        });

        Assert.AreEqual("AA", feed.Send(Adt.A01("P^^^DMP")).Code);

        Assert.AreEqual(PatientState.Active, feed.StateOf("P"));
    }

    [TestMethod]
    public void AnIdWithSeparatorsIsKnownInTheFormOfSubmissions()
    {
        using var feed = new TestAdtFeed();

        feed.Send(Adt.A01(Adt.Id(@"A\T\B")));
        feed.Send("MSH#*+-/#A#B#C#D#2026##ADT*A01#M1#P#2.3.1\rPID###C&D***/1.3.6.1.4.1.21367.2005.13.20.1000/ISO\r");

        Assert.AreEqual(@"A\T\B C\T\D", feed.Patients);
    }

    [TestMethod]
    public void AnUpdateOfDemographicsIsAcknowledgedAndIgnored()
    {
        using var feed = new TestAdtFeed();

        Assert.AreEqual("AA", feed.Send(Adt.Event("A08", Adt.Id("P"))).Code);
        Assert.AreEqual("AA", feed.Send(Adt.Event("A08", Other)).Code);

        Assert.AreEqual("", feed.Patients);
    }

    [TestMethod]
    public void AMissingSegmentIsNamed()
    {
        using var feed = new TestAdtFeed();

        var answer = feed.Send(Adt.Join(Adt.Header("ADT^A01"), "EVN|A01"));

        Assert.AreEqual("AE", answer.Code);
        StringAssert.Contains(answer.Text, "PIF-segment");
        StringAssert.StartsWith(answer.Errors, "ERR|PID^1^^100&");
    }

    [TestMethod]
    public void AMissingIdentifierIsNamed()
    {
        using var feed = new TestAdtFeed();

        var answer = feed.Send(Adt.A01(""));

        StringAssert.Contains(answer.Text, "PIF-identifier");
        StringAssert.StartsWith(answer.Errors, "ERR|PID^1^3^101&");
    }

    [TestMethod]
    public void EveryMessageIsAudited()
    {
        using var feed = new TestAdtFeed().With("A", "B");
        feed.Send(Adt.Event("A08", Adt.Id("A")));
        feed.Send(Adt.A40(Adt.Id("B"), Adt.Id("A")));
        feed.Send(Adt.A40(Adt.Id("B"), Adt.Id("A")));
        feed.Send(Adt.A01(Other));
        feed.Send("nonsense");

        CollectionAssert.AreEqual(
            new[]
            {
                $"110110 ITI-8 C 0 {Adt.Id("A")}",
                $"110110 ITI-8 C 0 {Adt.Id("B")}",
                $"110110 ITI-8 U 0 {Adt.Id("A")}",
                $"110110 ITI-8 D 0 {Adt.Id("A")}",
                $"110110 ITI-8 U 0 {Adt.Id("B")}",
                $"110110 ITI-8 D 4 {Adt.Id("A")}",
                $"110110 ITI-8 U 4 {Adt.Id("B")}",
                "110110 ITI-8 U 4",
                "110110 ITI-8 U 4",
            },
            feed.Audit.ToArray());
    }

    [TestMethod]
    [DataRow("MSH|^~\\&|A|B|C|D|2026||ADT^A01|M1|P|2.3.1\rPID|||P^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO\r")]
    [DataRow("nonsense")]
    public void WhatCannotBeRecordedIsNotAcknowledged(string message)
    {
        var feed = new TestAdtFeed();
        feed.Dispose();

        var answer = feed.Send(message);

        Assert.AreEqual("AE", answer.Code);
        StringAssert.Contains(answer.Text, "SYS-busy");
    }

    [TestMethod]
    public void TheAuditMessageNamesBothEndsAndTheMessage()
    {
        using var feed = new TestAdtFeed();
        feed.Send(Adt.A01(Adt.Id("A"), "CTRL-7"));

        var text = feed.AuditRecords().Single().Message.ToString();

        StringAssert.Contains(text, "UserID=\"HOSPITAL|HIS\"");
        StringAssert.Contains(text, "UserName=\"CN=engine\"");
        StringAssert.Contains(text, "UserID=\"DOMAIN|REG\"");
        StringAssert.Contains(text, $"type=\"MSH-10\" value=\"{Convert.ToBase64String("CTRL-7"u8)}\"");
    }
}
