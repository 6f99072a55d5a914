using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using XdsDmp.Audit.Fhir;
using XdsDmp.Audit.Summaries;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Audit.Fhir;

[TestClass]
public sealed class AuditEventMappingTests
{
    private const string Dicom =
        """
        <AuditMessage>
        <EventIdentification EventActionCode="R" EventDateTime="2026-03-01T10:00:00+01:00" EventOutcomeIndicator="0">
        <EventID csd-code="110106" codeSystemName="DCM" originalText="Export"/>
        <EventTypeCode csd-code="ITI-43" codeSystemName="IHE Transactions" originalText="Retrieve Document Set"/>
        <PurposeOfUse csd-code="EMERGENCY" codeSystemName="2.16.840.1.113883.3.18.7.1" originalText="Emergency"/>
        </EventIdentification>
        <ActiveParticipant UserID="https://repo" AlternativeUserID="12" UserIsRequestor="false"
            NetworkAccessPointID="192.0.2.1" NetworkAccessPointTypeCode="2">
        <RoleIDCode csd-code="110153" codeSystemName="DCM" originalText="Source Role ID"/></ActiveParticipant>
        <ActiveParticipant UserID="dr1" UserName="Hélène &lt;x&gt;" UserIsRequestor="true">
        <RoleIDCode csd-code="10" codeSystemName="1.2.250.1.71" originalText="Médecin"/></ActiveParticipant>
        <AuditSourceIdentification AuditSourceID="repo-1" AuditEnterpriseSiteID="1.2.3">
        <AuditSourceTypeCode csd-code="4" codeSystemName="DCM" originalText="Application server"/>
        </AuditSourceIdentification>
        <ParticipantObjectIdentification ParticipantObjectID="p1^^^&amp;1.2.3&amp;ISO" ParticipantObjectTypeCode="1"
            ParticipantObjectTypeCodeRole="1">
        <ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881" originalText="Patient Number"/>
        </ParticipantObjectIdentification>
        <ParticipantObjectIdentification ParticipantObjectID="q" ParticipantObjectTypeCode="2"
            ParticipantObjectTypeCodeRole="24" ParticipantObjectDataLifeCycle="6" ParticipantObjectSensitivity="V">
        <ParticipantObjectIDTypeCode csd-code="ITI-18" codeSystemName="IHE Transactions" originalText="Query"/>
        <ParticipantObjectName>both</ParticipantObjectName><ParticipantObjectQuery>cXVlcnk=</ParticipantObjectQuery>
        <ParticipantObjectDetail type="QueryEncoding" value="VVRGLTg="/></ParticipantObjectIdentification>
        </AuditMessage>
        """;

    [TestMethod]
    public void ADicomMessageBecomesAnAuditEvent()
    {
        var json = Json(Map(Dicom));
        Assert.AreEqual("http://dicom.nema.org/resources/ontology/DCM", At(json, "type", "system").GetString());
        Assert.AreEqual("ITI-43", json.GetProperty("subtype")[0].GetProperty("code").GetString());
        Assert.AreEqual("urn:ihe:event-type-code", json.GetProperty("subtype")[0].GetProperty("system").GetString());
        Assert.AreEqual("R", json.GetProperty("action").GetString());
        Assert.AreEqual("2026-03-01T09:00:00.000Z", json.GetProperty("recorded").GetString());
        Assert.AreEqual("0", json.GetProperty("outcome").GetString());
        Assert.AreEqual("12", json.GetProperty("id").GetString());
        var (machine, person) = (json.GetProperty("agent")[0], json.GetProperty("agent")[1]);
        Assert.AreEqual("110153", At(machine, "type", "coding")[0].GetProperty("code").GetString());
        Assert.IsFalse(machine.GetProperty("requestor").GetBoolean());
        Assert.AreEqual("192.0.2.1", At(machine, "network", "address").GetString());
        Assert.AreEqual("Hélène <x>", person.GetProperty("name").GetString());
        Assert.AreEqual(
            "urn:oid:1.2.250.1.71",
            person.GetProperty("role")[0].GetProperty("coding")[0].GetProperty("system").GetString());
        Assert.AreEqual("repo-1", At(json, "source", "observer", "identifier", "value").GetString());
        Assert.AreEqual("4", At(json, "source", "type")[0].GetProperty("code").GetString());
    }

    [TestMethod]
    public void AnEntityHasANameOrAQueryNeverBoth()
    {
        var query = Json(Map(Dicom)).GetProperty("entity")[1];
        Assert.AreEqual("cXVlcnk=", query.GetProperty("query").GetString());
        Assert.IsFalse(query.TryGetProperty("name", out _));
        Assert.AreEqual("V", query.GetProperty("securityLabel")[0].GetProperty("code").GetString());
        var details = query.GetProperty("detail").EnumerateArray()
            .ToDictionary(d => d.GetProperty("type").GetString()!, d => d.GetProperty("valueBase64Binary").GetString());
        Assert.AreEqual("VVRGLTg=", details["QueryEncoding"]);
        Assert.AreEqual("Ym90aA==", details["ParticipantObjectName"]);
    }

    [TestMethod]
    public void AnRfc3881MessageLosesNothing()
    {
        var json = Json(Map(
            """
            <AuditMessage>
            <EventIdentification EventActionCode="X" EventOutcomeIndicator="0">
            <EventID code="110112" codeSystemName="DCM" displayName="Query"/>
            <EventTypeCode code="a" codeSystemName="house codes" displayName="A"/></EventIdentification>
            <ActiveParticipant UserID="u"/>
            <AuditSourceIdentification AuditSourceID="one"/><AuditSourceIdentification AuditSourceID="two"/>
            </AuditMessage>
            """));
        Assert.AreEqual("110112", At(json, "type", "code").GetString());
        Assert.IsFalse(json.TryGetProperty("action", out _));
        Assert.AreEqual("X", At(json, "_action", "extension")[0].GetProperty("valueString").GetString());
        var house = At(json.GetProperty("subtype")[0], "extension")[0];
        Assert.AreEqual("house codes", house.GetProperty("valueString").GetString());
        Assert.AreEqual("one", At(json, "source", "observer", "identifier", "value").GetString());
        StringAssert.Contains(At(json, "source", "extension").GetRawText(), "two");
    }

    [TestMethod]
    public void WhatIsMissingIsMarkedAsAbsent()
    {
        var json = Json(Map("<AuditMessage/>"));
        foreach (var required in new[] { At(json, "type"), At(json, "_recorded"), At(json, "source", "observer") })
        {
            Assert.AreEqual("unknown", required.GetProperty("extension")[0].GetProperty("valueCode").GetString());
        }

        Assert.IsTrue(json.GetProperty("agent")[0].TryGetProperty("_requestor", out _));
        StringAssert.Contains(At(json, "meta", "tag").GetRawText(), "ElementMissing");
    }

    [TestMethod]
    public void XmlIsInTheOrderOfTheSpecification()
    {
        var xml = Xml(Map(Dicom));
        Assert.AreEqual("AuditEvent", xml.Name.LocalName);
        Assert.AreEqual(
            "id meta type subtype action recorded outcome purposeOfEvent agent agent source entity entity",
            string.Join(' ', xml.Elements().Select(e => e.Name.LocalName)));
        Assert.IsTrue(xml.DescendantsAndSelf().All(e => e.Name.NamespaceName == "http://hl7.org/fhir"));
    }

    [TestMethod]
    [DataRow(
        """
        {"resourceType":"AuditEvent","type":{"code":"rest"},"recorded":"2026-03-01T09:00:00Z",
        "agent":[{"reference":{"reference":"Practitioner/1"},"userId":{"value":"doc1"},"requestor":true}],
        "source":{"identifier":{"value":"clinic"}},
        "entity":[{"identifier":{"value":"1.2.3"}},{"reference":{"reference":"Patient/7"},
        "detail":[{"type":"t","value":"MS4y"}]}]}
        """,
        """
        "type":{"code":"rest"},"recorded":"2026-03-01T09:00:00Z",
        "agent":[{"who":{"reference":"Practitioner/1","identifier":{"value":"doc1"}},"requestor":true}],
        "source":{"observer":{"identifier":{"value":"clinic"}}},
        "entity":[{"what":{"identifier":{"value":"1.2.3"}}},{"what":{"reference":"Patient/7"},
        "detail":[{"type":"t","valueBase64Binary":"MS4y"}]}]}
        """)]
    [DataRow(
        """
        {"resourceType":"AuditEvent","category":[{"coding":[{"code":"rest"}]}],"code":{"coding":[{"code":"read"}]},
        "action":"R","recorded":"2026-03-01T09:00:00Z","outcome":{"code":{"code":"error"},"detail":[{"text":"no"}]},
        "patient":{"reference":"Patient/7"},"agent":[{"who":{"reference":"Practitioner/1"},"requestor":true,
        "networkString":"192.0.2.1"}],"source":{"observer":{"display":"d"}}}
        """,
        """
        "type":{"code":"rest"},"subtype":[{"code":"read"}],"action":"R","recorded":"2026-03-01T09:00:00Z",
        "outcome":"8","outcomeDesc":"no","agent":[{"who":{"reference":"Practitioner/1"},"requestor":true,
        "network":{"address":"192.0.2.1"}}],"source":{"observer":{"display":"d"}},
        "entity":[{"what":{"reference":"Patient/7"},"role":{
        "system":"http://terminology.hl7.org/CodeSystem/object-role","code":"1","display":"Patient"}}]}
        """)]
    public void EventsOfOtherReleasesBecomeR4(string sent, string expected)
    {
        var json = Json(AuditEventMapping.Adopt(Read(sent), Identity)).GetRawText();

        Assert.EndsWith(expected.Replace("\n", "", StringComparison.Ordinal), json);
    }

    [TestMethod]
    public void AFhirEventIsTheSameInBothForms()
    {
        const string Sent =
            """
            {"resourceType":"AuditEvent","id":"theirs","meta":{"profile":["http://p"],"versionId":"3"},
            "text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">a &amp; b</div>"},
            "agent":[{"requestor":true,"who":{"reference":"Practitioner/1"},"policy":["urn:p"],
            "role":[{"coding":[{"code":"r"}]}]}],
            "type":{"code":"rest","system":"http://s"},"recorded":"2026-03-01T09:00:00Z",
            "source":{"observer":{"display":"d"},"type":[{"code":"4"}]},
            "entity":[{"what":{"reference":"Patient/7"},"role":{"code":"1"},"detail":[{"type":"t","valueString":"v"}]}]}
            """;
        var adopted = AuditEventMapping.Adopt(Read(Sent), Identity);
        var json = Json(adopted);
        Assert.AreEqual("12", json.GetProperty("id").GetString());
        Assert.AreEqual("http://p", At(json, "meta", "profile")[0].GetString());
        Assert.IsFalse(json.GetProperty("meta").TryGetProperty("versionId", out _));
        var text = Xml(adopted).ToString(SaveOptions.DisableFormatting);
        var back = FhirReader.TryReadAuditEvent(Encoding.UTF8.GetBytes(text));
        Assert.AreEqual(json.GetRawText(), Json(back!).GetRawText());
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("{\"resourceType\":\"Patient\"}")]
    [DataRow("<AuditMessage/>")]
    [DataRow("<!DOCTYPE a [<!ENTITY b 'c'>]><AuditEvent xmlns='http://hl7.org/fhir'/>")]
    [DataRow("")]
    public void WhatIsNoAuditEventIsNone(string text) =>
        Assert.IsNull(FhirReader.TryReadAuditEvent(Encoding.UTF8.GetBytes(text)));

    [TestMethod]
    public void NothingFromOutsideBecomesMarkup()
    {
        var adopted = AuditEventMapping.Adopt(
            Read(
                """
                {"resourceType":"AuditEvent","x><y":"1","outcomeDesc":"<b/>",
                "text":{"div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"></div><evil/>"}}
                """),
            Identity);
        var xml = Xml(adopted);
        Assert.IsFalse(xml.Descendants().Any(e => e.Name.LocalName is "evil" or "b" or "y"));
    }

    private static AuditEventIdentity Identity { get; } = new("12", DateTimeOffset.UnixEpoch, "urn:raw");

    private static FhirElement Map(string message) =>
        AuditEventMapping.Map(AuditMessageReader.Read(Encoding.UTF8.GetBytes(message)), Identity);

    private static FhirElement Read(string text) => FhirReader.TryReadAuditEvent(Encoding.UTF8.GetBytes(text))!;

    private static JsonElement Json(FhirElement resource)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            FhirJsonWriter.Write(json, resource);
        }

        return JsonDocument.Parse(output.WrittenMemory).RootElement;
    }

    private static XElement Xml(FhirElement resource)
    {
        var output = new ArrayBufferWriter<byte>();
        FhirXmlWriter.Write(new Utf8XmlWriter(output), resource, isRoot: true);
        return XElement.Parse(Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static JsonElement At(JsonElement json, params string[] path) =>
        path.Aggregate(json, (element, name) => element.GetProperty(name));
}
