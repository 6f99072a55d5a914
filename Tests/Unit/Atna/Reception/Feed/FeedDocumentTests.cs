using System.Text;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Reception.Feed;

namespace XdsDmp.Tests.Unit.Atna.Reception.Feed;

[TestClass]
public sealed class FeedDocumentTests
{
    private const string XmlEvent =
        "<AuditEvent a='>' >\n<!-- </AuditEvent> --><id\n value='é'/><![CDATA[</AuditEvent>]]></AuditEvent>";

    [TestMethod]
    public void ResourcesOfAJsonBundleAreTheirOctets()
    {
        var document = Read(
            FhirFormat.Json,
            """
            { "resourceType": "Bundle", "type": "batch", "entry": [
              { "resource": { "resourceType" : "AuditEvent",  "é": [1, {"}": "]"}] },
                "request": { "method": "POST", "url": "AuditEvent" } },
              { "request": { "method": "DELETE", "url": "AuditEvent/1" } }, 7,
              { "resource": { "resourceType": "Patient" } } ] }
            """);

        Assert.AreEqual("Bundle batch", $"{document.ResourceType} {document.BundleType}");
        Assert.AreEqual(
            """{ "resourceType" : "AuditEvent",  "é": [1, {"}": "]"}] }""", Text(document.Entries[0].Resource));
        Assert.AreEqual(
            "AuditEvent POST AuditEvent; DELETE AuditEvent/1;;Patient",
            string.Join(';', document.Entries.Select(e => $"{e.ResourceType} {e.Method} {e.Url}".TrimEnd())));
    }

    [TestMethod]
    public void ResourcesOfAnXmlBundleAreTheirOctets()
    {
        var document = Read(
            FhirFormat.Xml,
            $"""
            <?xml version="1.0"?><!-- <entry/> -->
            <Bundle xmlns="http://hl7.org/fhir"><type value="batch"/>
            <entry><resource>{XmlEvent}</resource>
              <request><method value="POST"/><url value="AuditEvent"/></request></entry>
            <entry><resource><AuditEvent/></resource></entry><entry/>
            <entry><resource><A/><B/></resource></entry></Bundle>
            """);

        Assert.AreEqual("Bundle batch", $"{document.ResourceType} {document.BundleType}");
        Assert.AreEqual(XmlEvent, Text(document.Entries[0].Resource));
        Assert.AreEqual("<AuditEvent/>", Text(document.Entries[1].Resource));
        Assert.AreEqual(
            "AuditEvent POST AuditEvent;AuditEvent;;",
            string.Join(';', document.Entries.Select(e => $"{e.ResourceType} {e.Method} {e.Url}".TrimEnd())));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("""{"resourceType":"AuditEvent" """)]
    [DataRow("""{"resourceType":"AuditEvent"} {}""")]
    [DataRow("""{"resourceType":"AuditEvent","a":1,}""")]
    public void WhatIsNoJsonIsRefused(string body) => Assert.AreEqual(400, RefusedStatus(FhirFormat.Json, body));

    [TestMethod]
    [DataRow("")]
    [DataRow("<AuditEvent xmlns='http://hl7.org/fhir'>")]
    [DataRow("<AuditEvent/>")]
    [DataRow("<!DOCTYPE a [<!ENTITY b 'c'>]><AuditEvent xmlns='http://hl7.org/fhir'>&b;</AuditEvent>")]
    public void WhatIsNoXmlIsRefused(string body) => Assert.AreEqual(400, RefusedStatus(FhirFormat.Xml, body));

    [TestMethod]
    public void DepthAndNumberAreBounded()
    {
        Assert.AreEqual(400, RefusedStatus(
            FhirFormat.Json, "{\"a\":" + new string('[', 1_000_000) + new string(']', 1_000_000) + "}"));
        Assert.AreEqual(400, RefusedStatus(
            FhirFormat.Xml, string.Concat(Enumerable.Repeat("<a xmlns='http://hl7.org/fhir'>", 1_000))));
        var entries = string.Join(',', Enumerable.Repeat("{}", FeedLimits.MaxEntries + 1));
        Assert.AreEqual(413, RefusedStatus(
            FhirFormat.Json, $$"""{"resourceType":"Bundle","type":"batch","entry":[{{entries}}]}"""));
    }

    [TestMethod]
    [DataRow("AuditEvent", null, null, null)]
    [DataRow("AuditEvent", "POST", "AuditEvent", null)]
    [DataRow("AuditEvent", "PUT", "AuditEvent/1", 405)]
    [DataRow("AuditEvent", "POST", "Patient", 404)]
    [DataRow("Patient", "POST", "AuditEvent", 400)]
    [DataRow(null, "POST", "AuditEvent", 400)]
    public void OnlyTheCreationOfAnEventIsTaken(string? type, string? method, string? url, int? status) =>
        Assert.AreEqual(status, FeedRules.Refusal(new FeedEntry(type, default, method, url), 0)?.Status);

    [TestMethod]
    public void TheAnswerNumbersOnlyWhatWasKept()
    {
        var refused = new FhirRefusalException(400, "invalid", "no <good>");
        var answer = new FeedAnswer("batch", [null, refused, null], 7, DateTimeOffset.UnixEpoch);

        var json = Text(answer.Write(FhirFormat.Json));
        var xml = Text(answer.Write(FhirFormat.Xml));

        foreach (var text in new[] { json, xml })
        {
            StringAssert.Contains(text, "AuditEvent/7", StringComparison.Ordinal);
            StringAssert.Contains(text, "AuditEvent/8", StringComparison.Ordinal);
            Assert.DoesNotContain("AuditEvent/9", text);
            StringAssert.Contains(text, "batch-response", StringComparison.Ordinal);
        }

        StringAssert.Contains(xml, "no &lt;good&gt;", StringComparison.Ordinal);
    }

    private static FeedDocument Read(FhirFormat format, string body) =>
        FeedDocument.Read(format, Encoding.UTF8.GetBytes(body));

    private static int RefusedStatus(FhirFormat format, string body) =>
        Assert.ThrowsExactly<FhirRefusalException>(() => Read(format, body)).Status;

    private static string Text(ReadOnlyMemory<byte> octets) => Encoding.UTF8.GetString(octets.Span);
}
