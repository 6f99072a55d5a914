using System.Text;
using XdsDmp.Audit;
using XdsDmp.Audit.Summaries;

namespace XdsDmp.Tests.Unit.Audit.Summaries.Fhir;

[TestClass]
public sealed class FhirSummaryTests
{
    private const string Json = """
        {"resourceType":"AuditEvent","id":"x",
        "type":{"system":"http://dicom.nema.org/resources/ontology/DCM","code":"110106","display":"Export"},
        "subtype":[{"system":"urn:ihe:event-type-code","code":"ITI-43","display":"Retrieve"}],
        "action":"R","recorded":"2026-03-01T11:00:00+01:00","outcome":"0","outcomeDesc":"fine",
        "agent":[
          {"who":{"identifier":{"value":"dr.martin"},"display":"Dr Martin"},"altId":"77","requestor":true,
           "purposeOfUse":[{"coding":[{"system":"urn:oid:1.2","code":"NORM"}]}],
           "network":{"address":"192.0.2.7","type":"2"}},
          {"who":{"reference":"Device/d1"},"requestor":false}],
        "source":{"site":"1.2.3","observer":{"reference":"Device/d1"}},
        "entity":[
          {"what":{"identifier":{"system":"urn:oid:1.2.3","value":"p1"}},"role":{"code":"1"},"type":{"code":"1"}},
          {"what":{"reference":"Patient/p2"}},
          {"what":{"identifier":{"value":"1.2.3.100"}},"role":{"code":"3"},
           "detail":[{"type":"Repository Unique Id","valueBase64Binary":"MS4yLjM="},
                     {"type":"word","valueString":"plain"}]},
          {"role":{"code":"24"},"query":"YT1i"}]}
        """;

    private const string Xml = """
        <AuditEvent xmlns="http://hl7.org/fhir"><id value="x"/>
        <type><system value="http://dicom.nema.org/resources/ontology/DCM"/><code value="110106"/>
          <display value="Export"/></type>
        <subtype><system value="urn:ihe:event-type-code"/><code value="ITI-43"/><display value="Retrieve"/></subtype>
        <action value="R"/><recorded value="2026-03-01T11:00:00+01:00"/><outcome value="0"/><outcomeDesc value="fine"/>
        <agent><who><identifier><value value="dr.martin"/></identifier><display value="Dr Martin"/></who>
          <altId value="77"/><requestor value="true"/>
          <purposeOfUse><coding><system value="urn:oid:1.2"/><code value="NORM"/></coding></purposeOfUse>
          <network><address value="192.0.2.7"/><type value="2"/></network></agent>
        <agent><who><reference value="Device/d1"/></who><requestor value="false"/></agent>
        <source><site value="1.2.3"/><observer><reference value="Device/d1"/></observer></source>
        <entity><what><identifier><system value="urn:oid:1.2.3"/><value value="p1"/></identifier></what>
          <type><code value="1"/></type><role><code value="1"/></role></entity>
        <entity><what><reference value="Patient/p2"/></what></entity>
        <entity><what><identifier><value value="1.2.3.100"/></identifier></what><role><code value="3"/></role>
          <detail><type value="Repository Unique Id"/><valueBase64Binary value="MS4yLjM="/></detail>
          <detail><type value="word"/><valueString value="plain"/></detail></entity>
        <entity><role><code value="24"/></role><query value="YT1i"/></entity></AuditEvent>
        """;

    [TestMethod]
    [DataRow(Json)]
    [DataRow(Xml)]
    public void TheEventIsReadLikeThoseOfTheOtherDialects(string text)
    {
        var summary = Read(text);

        Assert.IsTrue(summary.IsParsed);
        Assert.AreEqual("", string.Join('\n', summary.Findings));
        Assert.AreEqual("110106", summary.Event.Id!.Code);
        Assert.AreEqual("DCM", summary.Event.Id.CodeSystemName);
        Assert.AreEqual("ITI-43", summary.Event.TypeCodes.Single().Code);
        Assert.AreEqual("IHE Transactions", summary.Event.TypeCodes[0].CodeSystemName);
        Assert.AreEqual(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), summary.Event.Time);
        Assert.AreEqual(0, summary.Event.Outcome);
        Assert.AreEqual("NORM", summary.Event.PurposesOfUse.Single().Code);
        Assert.AreEqual("Device/d1", summary.SourceId);
        Assert.AreEqual("1.2.3", summary.EnterpriseSiteId);
    }

    [TestMethod]
    [DataRow(Json)]
    [DataRow(Xml)]
    public void AgentsAndEntitiesAreParticipantsAndObjects(string text)
    {
        var summary = Read(text);

        var user = summary.Participants[0];
        Assert.AreEqual(
            "dr.martin 77 Dr Martin True 192.0.2.7 2",
            $"{user.UserId} {user.AlternativeUserId} {user.UserName} {user.IsRequestor} {user.NetworkAccessPointId} "
            + user.NetworkAccessPointTypeCode);
        Assert.AreEqual("Device/d1", summary.Participants[1].UserId);
        Assert.AreEqual("p1^^^&1.2.3&ISO", summary.Objects[0].Id);
        Assert.AreEqual("Patient/p2", summary.Objects[1].Id);
        Assert.AreEqual("1", summary.Objects[1].Role);
        Assert.AreEqual("1.2.3.100", summary.Objects[2].Id);
        Assert.AreEqual("1.2.3 plain", string.Join(' ', summary.Objects[2].Details.Select(detail => detail.Value)));
        Assert.AreEqual("a=b", Encoding.UTF8.GetString(summary.Objects[3].Query!.Value.Span));
    }

    [TestMethod]
    [DataRow("""{"resourceType":"AuditEvent"}""")]
    [DataRow("""<AuditEvent xmlns="http://hl7.org/fhir"/>""")]
    public void WhatIsMissingIsFound(string text) => Assert.AreEqual(
        "agent, source, type, recorded",
        string.Join(", ", Read(text).Findings.Select(finding => finding.Detail)));

    [TestMethod]
    [DataRow("""{"resourceType":"AuditEvent","agent":[{"requestor":"perhaps"}]}""", FindingCode.ValueInvalid)]
    [DataRow("""{"resourceType":"AuditEvent","recorded":"yesterday"}""", FindingCode.TimeInvalid)]
    [DataRow("""{"resourceType":"AuditEvent","recorded":"2026-03-01T10:00:00"}""", FindingCode.TimeZoneMissing)]
    [DataRow("""{"resourceType":"AuditEvent","type":{"code":"x"}}""", FindingCode.CodeIncomplete)]
    [DataRow("""{"resourceType":"AuditEvent","outcome":"5"}""", FindingCode.ValueInvalid)]
    [DataRow("""{"resourceType":"Patient"}""", FindingCode.NotAnAuditMessage)]
    [DataRow("""{"resourceType":"AuditEvent","action":"C"} x}""", FindingCode.JsonMalformed)]
    [DataRow("""{"resourceType":"AuditEvent","agent":[{"name":"half""", FindingCode.JsonTruncated)]
    public void WhatIsWrongIsFound(string text, FindingCode code) =>
        CollectionAssert.Contains(CodesOf(text), code);

    [TestMethod]
    public void WhatStoodBeforeTheEndOfATruncatedEventIsKept()
    {
        var summary = Read(Json[..Json.IndexOf("\"altId\"", StringComparison.Ordinal)]);

        Assert.IsFalse(summary.IsParsed);
        Assert.AreEqual("dr.martin", summary.Participants.Single().UserId);
    }

    [TestMethod]
    [DataRow(
        """
        {"resourceType":"AuditEvent","contained":[
          {"resourceType":"Practitioner","id":"a","identifier":[{"system":"urn:oid:1.9","value":"doc9"}],
           "name":[{"family":"Petit","given":["Anne"]}]},
          {"resourceType":"Patient","id":"b","identifier":[{"system":"urn:oid:1.2","value":"7"}]}],
        "agent":[{"who":{"reference":"#a"},"requestor":true}],"entity":[{"what":{"reference":"#b"}}]}
        """)]
    [DataRow(
        """
        <AuditEvent xmlns="http://hl7.org/fhir"><contained><Practitioner><id value="a"/>
        <identifier><system value="urn:oid:1.9"/><value value="doc9"/></identifier>
        <name><family value="Petit"/><given value="Anne"/></name></Practitioner></contained>
        <contained><Patient><id value="b"/><identifier><system value="urn:oid:1.2"/><value value="7"/></identifier>
        </Patient></contained><agent><who><reference value="#a"/></who><requestor value="true"/></agent>
        <entity><what><reference value="#b"/></what></entity></AuditEvent>
        """)]
    public void AContainedResourceTellsWhoIsMeant(string text)
    {
        var summary = Read(text);

        Assert.AreEqual(
            "doc9 Anne Petit", $"{summary.Participants[0].UserId} {summary.Participants[0].UserName}");
        Assert.AreEqual("7^^^&1.2&ISO 1", $"{summary.Objects[0].Id} {summary.Objects[0].Role}");
    }

    [TestMethod]
    public void HostileJsonIsBounded()
    {
        var deep = """{"resourceType":"AuditEvent","agent":""" + new string('[', 100_000);
        CollectionAssert.Contains(CodesOf(deep), FindingCode.JsonTruncated);

        var many = string.Join(',', Enumerable.Repeat("1", 30_000));
        var wide = "{\"resourceType\":\"AuditEvent\",\"agent\":{\"x\":[" + many + "]}}";
        CollectionAssert.Contains(CodesOf(wide), FindingCode.TooMuchContent);

        var odd = """{"resourceType":"AuditEvent","outcomeDesc":"\ud800 \u0000","action":null,"agent":[[[1]]]}""";
        Assert.IsTrue(Read(odd).IsParsed);
    }

    private static List<FindingCode> CodesOf(string text) => [.. Read(text).Findings.Select(finding => finding.Code)];

    private static AuditSummary Read(string text) => AuditMessageReader.Read(Encoding.UTF8.GetBytes(text));
}
