using System.Text;
using XdsDmp.Atna;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support.Fhir;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Searches;

/// <summary>
/// One event told in three dialects: every parameter of ITI-81 (ITI TF-2 §3.81.4.1.2) finds all of them, and each is
/// answered as the same FHIR R4.
/// </summary>
[TestClass]
public sealed class DialectTests : IDisposable
{
    private const string Rfc3881 =
        """
        <85>1 2026-03-01T10:00:00Z h a 1 IHE+RFC-3881 - <AuditMessage><EventIdentification EventActionCode="R"
        EventDateTime="2026-03-01T10:00:00Z" EventOutcomeIndicator="4"><EventID code="110106" codeSystemName="DCM"
        displayName="Export"/><EventTypeCode code="ITI-43" codeSystemName="IHE Transactions"
        displayName="Retrieve Document Set"/></EventIdentification><ActiveParticipant UserID="899700012345"
        AlternativeUserID="4711" UserName="Hélène Petit" UserIsRequestor="true" NetworkAccessPointID="198.51.100.9"
        NetworkAccessPointTypeCode="2"><RoleIDCode code="10" codeSystemName="1.2.250.1.213.1.1.5.1"
        displayName="Médecin"/></ActiveParticipant><AuditSourceIdentification AuditSourceID="clinic"
        AuditEnterpriseSiteID="east"><AuditSourceTypeCode code="4"/></AuditSourceIdentification>
        <ParticipantObjectIdentification ParticipantObjectID="p1^^^&amp;1.2.3&amp;ISO" ParticipantObjectTypeCode="1"
        ParticipantObjectTypeCodeRole="1"><ParticipantObjectIDTypeCode code="2"/></ParticipantObjectIdentification>
        <ParticipantObjectIdentification ParticipantObjectID="1.2.250.9" ParticipantObjectTypeCode="2"
        ParticipantObjectTypeCodeRole="3"><ParticipantObjectIDTypeCode code="9"/><ParticipantObjectName>Scan of the
        knee</ParticipantObjectName></ParticipantObjectIdentification></AuditMessage>
        """;

    private const string Dicom =
        """
        <85>1 2026-03-01T10:00:00Z h a 1 DICOM+RFC3881 - <AuditMessage><EventIdentification EventActionCode="R"
        EventDateTime="2026-03-01T11:00:00+01:00" EventOutcomeIndicator="4"><EventID csd-code="110106"
        codeSystemName="DCM" originalText="Export"/><EventTypeCode csd-code="ITI-43"
        codeSystemName="IHE Transactions" originalText="Retrieve Document Set"/><PurposeOfUse csd-code="ETREAT"
        codeSystemName="2.16.840.1.113883.5.8" originalText="Emergency"/></EventIdentification><ActiveParticipant
        UserID="899700012345" AlternativeUserID="4711" UserName="Hélène Petit" UserIsRequestor="true"
        NetworkAccessPointID="198.51.100.9" NetworkAccessPointTypeCode="2"><RoleIDCode csd-code="10"
        codeSystemName="1.2.250.1.213.1.1.5.1" originalText="Médecin"/></ActiveParticipant>
        <AuditSourceIdentification AuditSourceID="clinic" AuditEnterpriseSiteID="east"><AuditSourceTypeCode
        csd-code="4" codeSystemName="DCM" originalText="Application Server"/></AuditSourceIdentification>
        <ParticipantObjectIdentification ParticipantObjectID="p1^^^&amp;1.2.3&amp;ISO" ParticipantObjectTypeCode="1"
        ParticipantObjectTypeCodeRole="1"><ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881"
        originalText="Patient Number"/></ParticipantObjectIdentification><ParticipantObjectIdentification
        ParticipantObjectID="1.2.250.9" ParticipantObjectTypeCode="2" ParticipantObjectTypeCodeRole="3">
        <ParticipantObjectIDTypeCode csd-code="9" codeSystemName="RFC-3881" originalText="Report Number"/>
        <ParticipantObjectName>Scan of the knee</ParticipantObjectName></ParticipantObjectIdentification>
        </AuditMessage>
        """;

    private const string Fhir =
        """
        {"resourceType":"AuditEvent","type":{"system":"http://dicom.nema.org/resources/ontology/DCM","code":"110106"},
        "subtype":[{"system":"urn:ihe:event-type-code","code":"ITI-43"}],"action":"R",
        "period":{"start":"2026-02-28T23:00:00+01:00"},
        "recorded":"2026-03-01T05:00:00-05:00","outcome":"4","purposeOfEvent":[{"coding":[{
        "system":"urn:oid:2.16.840.1.113883.5.8","code":"ETREAT"}]}],"agent":[{"who":{"identifier":{
        "value":"899700012345"}},"altId":"4711","name":"Hélène Petit","requestor":true,"role":[{"coding":[{
        "system":"urn:oid:1.2.250.1.213.1.1.5.1","code":"10"}]}],"network":{"address":"198.51.100.9","type":"2"}}],
        "source":{"site":"east","observer":{"identifier":{"value":"clinic"}}},"entity":[{"what":{"identifier":{
        "system":"urn:oid:1.2.3","value":"p1"}},"type":{
        "system":"http://terminology.hl7.org/CodeSystem/audit-entity-type","code":"1"},"role":{
        "system":"http://terminology.hl7.org/CodeSystem/object-role","code":"1"}},{"what":{"identifier":{
        "system":"urn:ietf:rfc:3986","value":"urn:oid:1.2.250.9"}},"type":{
        "system":"http://terminology.hl7.org/CodeSystem/audit-entity-type","code":"2"},"role":{
        "system":"http://terminology.hl7.org/CodeSystem/object-role","code":"3"},"name":"Scan of the knee"}]}
        """;

    private static readonly Uri Root = new("https://localhost/fhir");
    private readonly TemporaryArchive _archive = new();
    private readonly ReaderPool _readers;

    public DialectTests() => _readers = new ReaderPool(_archive.Database);

    [TestInitialize]
    public void Fill() => _archive.Append(
        Messages.Of(Encoding.UTF8.GetBytes(Rfc3881)),
        Messages.Of(Encoding.UTF8.GetBytes(Dicom)),
        new ReceivedMessage(Messages.Time, Transports.Fhir, "192.0.2.8", "CN=x", Encoding.UTF8.GetBytes(Fhir)),
        Messages.Submission(
            patient: "p9^^^&amp;1.2.3&amp;ISO", eventTime: Messages.Time.AddYears(-1),
            receivedAt: Messages.Time.AddDays(2)));

    public void Dispose()
    {
        _readers.Dispose();
        _archive.Dispose();
    }

    [TestMethod]
    [DataRow("date=eq2026-03-01T10:00:00Z")]
    [DataRow("date=2026-03-01T11:00:00%2B01:00")]
    [DataRow("date=ge2026-03-01&date=lt2026-03-02")]
    [DataRow("date=gt2026-02-28&date=le2026-03-01")]
    [DataRow("date=sa2026-02&date=eb2026-04")]
    [DataRow("date=ap2026-03-01")]
    [DataRow("address=198.51.100.9")]
    [DataRow("address=198.51")]
    [DataRow("agent=899700012345")]
    [DataRow("agent.identifier=899700012345")]
    [DataRow("agent:identifier=|899700012345")]
    [DataRow("user=899700012345")]
    [DataRow("user.identifier=899700012345")]
    [DataRow("agent-name=helene")]
    [DataRow("agent-name:exact=Hélène Petit")]
    [DataRow("agent-role=10")]
    [DataRow("agent-role=urn:oid:1.2.250.1.213.1.1.5.1|10")]
    [DataRow("agent-role=1.2.250.1.213.1.1.5.1|10")]
    [DataRow("altid=4711")]
    [DataRow("patient.identifier=urn:oid:1.2.3|p1")]
    [DataRow("patient.identifier=1.2.3|p1")]
    [DataRow("patient.identifier=p1^^^%261.2.3%26ISO")]
    [DataRow("patient.identifier=p1^^^name%261.2.3%26ISO^PI")]
    [DataRow("patient.identifier=p1")]
    [DataRow("patient:identifier=urn:oid:1.2.3|p1")]
    [DataRow("patient=p1")]
    [DataRow("entity.identifier=1.2.250.9")]
    [DataRow("entity.identifier=urn:oid:1.2.250.9")]
    [DataRow("entity-id=1.2.250.9")]
    [DataRow("entity=1.2.250.9")]
    [DataRow("entity-type=http://terminology.hl7.org/CodeSystem/audit-entity-type|2&action=R")]
    [DataRow("entity-role=http://terminology.hl7.org/CodeSystem/object-role|3&action=R")]
    [DataRow("entity-name=scan")]
    [DataRow("source=clinic")]
    [DataRow("source.identifier=clinic")]
    [DataRow("site=east")]
    [DataRow("type=110106")]
    [DataRow("type=http://dicom.nema.org/resources/ontology/DCM|110106")]
    [DataRow("subtype=urn:ihe:event-type-code|ITI-43")]
    [DataRow("subtype=ITI-41,ITI-43&outcome=4")]
    [DataRow("action=R")]
    [DataRow("outcome=4")]
    [DataRow("outcome=4&outcome=4,8")]
    [DataRow("_lastUpdated=lt2026-03-02T00:00:00Z")]
    [DataRow("_id=1,2,3")]
    public void AParameterFindsAllDialectsAlike(string query) => Assert.AreEqual("1 2 3", Found(query));

    [TestMethod]
    [DataRow("purpose=ETREAT", "2 3")]
    [DataRow("purpose=urn:oid:2.16.840.1.113883.5.8|ETREAT", "2 3")]
    [DataRow("period-start=ge2026-02-28T22:00:00Z&period-start=lt2026-02-28T22:00:01Z", "3")]
    [DataRow("period-start=le2026-02-27", "")]
    [DataRow("period-start=gt2026-01&subtype=ITI-43", "3")]
    [DataRow("agent=899700012345&patient=p9", "")]
    [DataRow("subtype=ITI-43&subtype=ITI-41", "")]
    [DataRow("agent-name:exact=Hélène", "")]
    public void NothingElseIsFound(string query, string expected) => Assert.AreEqual(expected, Found(query));

    [TestMethod]
    [DataRow(null, null)]
    [DataRow("true", null)]
    [DataRow("text", null)]
    [DataRow("data", null)]
    [DataRow(null, "outcome,entity")]
    public void EachIsAnsweredAsFhirR4(string? summary, string? elements)
    {
        var request = Read($"date=ge2020{(summary is null ? "" : $"&_summary={summary}")}"
            + (elements is null ? "" : $"&_elements={elements}"));
        using var archive = _archive.Open();
        foreach (var format in new[] { FhirFormat.Json, FhirFormat.Xml })
        {
            for (var sequence = 1; sequence <= 4; sequence++)
            {
                var resource = ResourceView.Of(AnsweredEvent.Of(archive.Find(sequence)!, Root)!, request);
                var problems = FhirR4.Check(ResourceWriter.Write(resource, format));
                Assert.AreEqual("", string.Join('\n', problems), $"{sequence} {format}");
                Assert.AreEqual(elements is null, resource.First("action") is not null || summary == "text");
            }
        }
    }

    [TestMethod]
    public void TheDialectsBecomeTheSameEvent()
    {
        using var archive = _archive.Open();
        var events = Enumerable.Range(1, 3).Select(n => AnsweredEvent.Of(archive.Find(n)!, Root)!).ToList();
        string[][] paths =
        [
            ["type", "system"], ["type", "code"], ["subtype", "system"], ["subtype", "code"], ["action"], ["outcome"],
            ["agent", "who", "identifier", "value"], ["agent", "name"], ["agent", "altId"], ["agent", "requestor"],
            ["agent", "network", "address"], ["agent", "role", "coding", "system"], ["source", "site"],
            ["source", "observer", "identifier", "value"], ["entity", "type", "code"], ["entity", "role", "code"],
        ];
        foreach (var path in paths)
        {
            var values = events.Select(one => one.Text(path)).Distinct().ToList();
            Assert.HasCount(1, values, $"{string.Join('.', path)}: {string.Join(", ", values)}");
            Assert.IsNotNull(values[0], string.Join('.', path));
        }
    }

    private string Found(string query)
    {
        var request = Read(query.Contains("date=", StringComparison.Ordinal) ? query : $"date=ge2020&{query}");
        var found = _readers.Read(session => AuditQueryRunner.Find(session, request.Query));
        return string.Join(' ', found.Select(one => one.Sequence).Order());
    }

    private static SearchRequest Read(string query) => new SearchRequestReader(
        new AtnaOptions { SearchWithoutDate = true }, TimeProvider.System, isStrict: true).Read(
        [
            .. query.Split('&').Select(part => part.Split('=', 2))
                .Select(pair => (pair[0], Uri.UnescapeDataString(pair[1]))),
        ]);
}
