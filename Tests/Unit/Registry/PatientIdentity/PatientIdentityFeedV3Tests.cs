using System.Text;
using System.Xml;
using System.Xml.Linq;
using XdsDmp.Registry;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity;

/// <summary>ITI-44 (ITI TF-2 §3.44).</summary>
[TestClass]
public sealed class PatientIdentityFeedV3Tests
{
    private static readonly XNamespace Hl7 = "urn:hl7-org:v3";
    private static readonly string[] HeaderOrder =
    [
        "id", "creationTime", "interactionId", "processingCode", "processingModeCode", "acceptAckCode", "receiver",
        "sender", "acknowledgement",
    ];

    [TestMethod]
    public void AnAddedPatientIsKnown()
    {
        using var feed = new TestAdtFeed();

        Assert.AreEqual("CA", CodeOf(Send(feed, TestPrpa.Add("P"))));

        Assert.AreEqual("P", feed.Patients);
        Assert.AreEqual($"110110 ITI-44 C 0 {Adt.Id("P")}", feed.Audit.Single());
    }

    [TestMethod]
    public void TheAnswerGoesBackToTheSender()
    {
        using var feed = new TestAdtFeed();

        var answer = Send(feed, TestPrpa.Add("P"));

        Assert.AreEqual(Hl7 + "MCCI_IN000002UV01", answer.Name);
        Assert.AreEqual("XML_1.0", answer.Attribute("ITSVersion")!.Value);
        CollectionAssert.AreEqual(HeaderOrder, answer.Elements().Select(e => e.Name.LocalName).ToArray());
        Assert.AreEqual("1.2.42.2", RootOf(answer.Element(Hl7 + "receiver")!));
        Assert.AreEqual("1.2.42.1", RootOf(answer.Element(Hl7 + "sender")!));
        var target = answer.Descendants(Hl7 + "targetMessage").Single().Element(Hl7 + "id")!;
        Assert.AreEqual($"{TestPrpa.MessageId} 7",
            $"{target.Attribute("root")!.Value} {target.Attribute("extension")!.Value}");
        Assert.IsEmpty(answer.Descendants(Hl7 + "acknowledgementDetail"));
    }

    [TestMethod]
    public void TheAuditMessageNamesTheMessage()
    {
        using var feed = new TestAdtFeed();
        Send(feed, TestPrpa.Add("P"));

        StringAssert.Contains(
            feed.AuditRecords().Single().Message.ToString(),
            $"type=\"II\" value=\"{Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TestPrpa.MessageId}^7"))}\"");
    }

    [TestMethod]
    public void ARevisionIsAcknowledgedAndIgnored()
    {
        using var feed = new TestAdtFeed();

        Assert.AreEqual("CA", CodeOf(Send(feed, TestPrpa.Revise("P"))));

        Assert.AreEqual("", feed.Patients);
        Assert.AreEqual($"110110 ITI-44 U 0 {Adt.Id("P")}", feed.Audit.Single());
    }

    [TestMethod]
    public void DuplicatesAreResolved()
    {
        using var feed = new TestAdtFeed().With("A", "B");

        Assert.AreEqual("CA", CodeOf(Send(feed, TestPrpa.Merge("B", "A"))));

        Assert.AreEqual("A→B B", feed.Patients);
        Assert.AreEqual(
            $"110110 ITI-44 D 0 {Adt.Id("A")}; 110110 ITI-44 U 0 {Adt.Id("B")}", string.Join("; ", feed.Audit.Skip(2)));
    }

    [TestMethod]
    public void BothFormsOfTheFeedKnowOnePatient()
    {
        using var feed = new TestAdtFeed();
        Send(feed, TestPrpa.Add("A&amp;B"));
        Send(feed, TestPrpa.Add("C"));

        Assert.AreEqual("AA", feed.Send(Adt.A40(Adt.Id("C"), Adt.Id(@"A\T\B"))).Code);

        Assert.AreEqual(@"A\T\B→C C", feed.Patients);
    }

    [TestMethod]
    [DataRow("A", "A", "PIF-different", "priorRegisteredRole/id")]
    [DataRow("A", "NOBODY", "PIF-known", "priorRegisteredRole/id")]
    [DataRow("NOBODY", "A", "PIF-known", "patient/id")]
    [DataRow("A", "GONE", "PIF-notSubsumed", "priorRegisteredRole/id")]
    [DataRow("GONE", "A", "PIF-notSubsumed", "patient/id")]
    public void AMergeIsRefusedForTheReasonsOfIti8(string surviving, string subsumed, string rule, string location)
    {
        using var feed = new TestAdtFeed().With("A", "GONE", "STAYS");
        feed.Send(Adt.A40(Adt.Id("STAYS"), Adt.Id("GONE")));

        AssertRefused(feed, TestPrpa.Merge(surviving, subsumed), "CE", "KEY204", rule, location);

        Assert.AreEqual("A GONE→STAYS STAYS", feed.Patients);
    }

    [TestMethod]
    public void AMergeNamesOnePair()
    {
        using var feed = new TestAdtFeed().With("A", "B", "C");
        var message = TestPrpa.Message(
            "PRPA_IN201304UV02", TestPrpa.PatientIds((Adt.Domain, "A")),
            TestPrpa.Prior((Adt.Domain, "B"), (Adt.Domain, "C")));

        AssertRefused(feed, message, "CE", "SYN102", "PIF-onePair", "priorRegisteredRole/id");
    }

    [TestMethod]
    public void AnotherAuthorityIsRefused()
    {
        using var feed = new TestAdtFeed();

        AssertRefused(feed, TestPrpa.Add("P", "1.2.99"), "CE", "KEY204", "PIF-authority", "patient/id");
        AssertRefused(
            feed, TestPrpa.Message("PRPA_IN201301UV02", "<id nullFlavor=\"NI\"/>"), "CE", "SYN101", "PIF-identifier",
            "patient/id");
    }

    [TestMethod]
    [DataRow("<registrationEvent ", "<x ", "</registrationEvent>", "</x>", "CE", "SYN100", "PIF-segment")]
    [DataRow("code=\"P\"", "code=\"D\"", "", "", "CR", "NS202", "PIF-processingId")]
    [DataRow("XML_1.0", "XML_2.0", "", "", "CR", "NS203", "PIF-version")]
    [DataRow("<id root=\"2.25.1\" extension=\"7\"/>", "", "", "", "CR", "SYN101", "PIF-controlId")]
    public void WhatIsWrongIsNamed(
        string old, string replaced, string alsoOld, string alsoReplaced, string code, string detail, string rule)
    {
        using var feed = new TestAdtFeed();
        var message = TestPrpa.Add("P").Replace(old, replaced, StringComparison.Ordinal);
        message = alsoOld.Length > 0 ? message.Replace(alsoOld, alsoReplaced, StringComparison.Ordinal) : message;

        AssertRefused(feed, message, code, detail, rule, null);

        Assert.AreEqual("", feed.Patients);
        Assert.AreEqual("110110 ITI-44 U 4", feed.Audit.Single());
    }

    [TestMethod]
    public void ATwofoldRegistrationIsRefused()
    {
        using var feed = new TestAdtFeed();
        var message = TestPrpa.Add("P");
        var start = message.IndexOf("<subject typeCode", StringComparison.Ordinal);
        var end = message.IndexOf("</controlActProcess>", StringComparison.Ordinal);
        message = message.Insert(end, message[start..end].Replace("\"P\"", "\"Q\"", StringComparison.Ordinal));

        AssertRefused(feed, message, "CE", "SYN100", "PIF-segment", null);

        Assert.AreEqual("", feed.Patients);
    }

    [TestMethod]
    public void OnlyElementsOfHl7Count()
    {
        using var feed = new TestAdtFeed();
        var message = TestPrpa.Message(
            "PRPA_IN201301UV02",
            $"<id xmlns=\"urn:other\" root=\"{Adt.Domain}\" extension=\"FORGED\"/>"
            + TestPrpa.PatientIds((Adt.Domain, "P")));

        Assert.AreEqual("CA", CodeOf(Send(feed, message)));

        Assert.AreEqual("P", feed.Patients);
    }

    [TestMethod]
    [DataRow("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "", DisplayName = "DTD")]
    [DataRow("", "<a>", DisplayName = "not well-formed")]
    public void HostileXmlIsAFault(string before, string inside)
    {
        using var feed = new TestAdtFeed();
        var message = before + TestPrpa.Add("P").Replace("<patient ", inside + "<patient ", StringComparison.Ordinal);

        var refused = Assert.Throws<Exception>(() => Send(feed, message));

        Assert.IsTrue(refused is XmlException or SoapFaultException, refused.ToString());
        Assert.AreEqual("", feed.Patients);
    }

    [TestMethod]
    public void NestingIsBounded()
    {
        using var feed = new TestAdtFeed();
        var deep = string.Concat(Enumerable.Repeat("<x>", 200)) + string.Concat(Enumerable.Repeat("</x>", 200));
        var message = TestPrpa.Add("P").Replace("<patient ", deep + "<patient ", StringComparison.Ordinal);

        Assert.Throws<Exception>(() => Send(feed, message));

        Assert.AreEqual("", feed.Patients);
    }

    [TestMethod]
    public void AnEmptyMessageIsRefused()
    {
        using var feed = new TestAdtFeed();

        AssertRefused(
            feed, "<PRPA_IN201301UV02 xmlns=\"urn:hl7-org:v3\"/>", "CR", "SYN101", "PIF-controlId", null);
    }

    [TestMethod]
    public void ATestSystemTakesMessagesOfItsOwnKind()
    {
        using var feed = new TestAdtFeed(new RegistryOptions { ProcessingId = "T" });
        var message = TestPrpa.Add("P").Replace("code=\"P\"", "code=\"T\"", StringComparison.Ordinal);

        Assert.AreEqual("CA", CodeOf(Send(feed, message)));
    }

    private static XElement Send(TestAdtFeed feed, string message) => XElement.Parse(Encoding.UTF8.GetString(
        feed.Registry.Send(TestPrpa.Transaction(message), TestPrpa.Bytes(message)).Span));

    private static void AssertRefused(
        TestAdtFeed feed, string message, string code, string detailCode, string rule, string? location)
    {
        var answer = Send(feed, message);
        Assert.AreEqual(code, CodeOf(answer));
        var detail = answer.Descendants(Hl7 + "acknowledgementDetail").First();
        Assert.AreEqual("E", detail.Attribute("typeCode")!.Value);
        Assert.AreEqual(detailCode, detail.Element(Hl7 + "code")!.Attribute("code")!.Value);
        StringAssert.Contains(detail.Element(Hl7 + "text")!.Value, $"[rule {rule};");
        if (location is not null)
        {
            Assert.AreEqual(location, detail.Element(Hl7 + "location")!.Value);
        }
    }

    private static string CodeOf(XElement answer) =>
        answer.Descendants(Hl7 + "typeCode").Single().Attribute("code")!.Value;

    private static string RootOf(XElement device) =>
        device.Descendants(Hl7 + "id").Single().Attribute("root")!.Value;
}
