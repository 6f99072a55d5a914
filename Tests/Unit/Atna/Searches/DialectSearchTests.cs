using System.Text;
using XdsDmp.Atna;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Searches;

/// <summary>However a sender writes who, whom and when: a search for it finds the record.</summary>
[TestClass]
public sealed class DialectSearchTests : IDisposable
{
    private readonly TemporaryArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    [DataRow("7^^^A&amp;1.2&amp;ISO", "7,7^^^%261.2%26ISO,1.2|7,urn:oid:1.2|7,7^^^A,A|7")]
    [DataRow("7^^^A&amp;1.2&amp;ISO^PI~8^^^B&amp;1.3&amp;ISO^PI", "7,8,1.2|7,1.3|8,8^^^%261.3%26ISO")]
    [DataRow("7^^^&amp;amp;1.2&amp;amp;ISO", "7,1.2|7")]
    [DataRow("7^^^&amp;amp;amp;1.2&amp;amp;amp;ISO", "7,1.2|7")]
    [DataRow("7^^^\\T\\1.2\\T\\ISO", "7,1.2|7")]
    [DataRow("7^^^1.2", "7,1.2|7,7^^^%261.2%26ISO")]
    [DataRow("7^^^&amp;urn:oid:1.2&amp;ISO", "7,1.2|7")]
    [DataRow("7^^^A", "7,A|7")]
    [DataRow("7^^", "7")]
    [DataRow(" 7 ", "7")]
    [DataRow("urn:oid:1.2|7", "7,1.2|7,7^^^%261.2%26ISO")]
    [DataRow("1.2^7", "7,1.2|7")]
    [DataRow("7@1.2", "7,1.2|7")]
    [DataRow("jo@x.org", "jo@x.org")]
    [DataRow("Patient/7", "7,Patient/7")]
    [DataRow("https://h/fhir/Patient/7/_history/2", "7,Patient/7,https://h/fhir/Patient/7")]
    public void APatientIsFound(string id, string searches)
    {
        Append(Dicom("", $"<ParticipantObjectIdentification ParticipantObjectID='{id}' "
            + "ParticipantObjectTypeCode='1' ParticipantObjectTypeCodeRole='1'/>"));

        AssertFound(searches.Split(',').Select(search => $"patient={search}"));
        AssertNotFound("patient=1.9|7", "patient=9");
    }

    [TestMethod]
    [DataRow("ParticipantObjectTypeCodeRole='1'", "", true)]
    [DataRow("ParticipantObjectTypeCodeRole=' 1 '", "", true)]
    [DataRow("ParticipantObjectTypeCodeRole='Patient'", "", true)]
    [DataRow("ParticipantObjectTypeCode='1'", "<ParticipantObjectIDTypeCode code='2'/>", true)]
    [DataRow("ParticipantObjectTypeCode='1'", "<ParticipantObjectIDTypeCode csd-code='1'/>", true)]
    [DataRow("ParticipantObjectTypeCode='1'", "<ParticipantObjectIDTypeCode code='11'/>", false)]
    [DataRow("ParticipantObjectTypeCode='2' ParticipantObjectTypeCodeRole='3'", "", false)]
    public void APatientIsKnownByItsRole(string attributes, string idType, bool isPatient)
    {
        Append(Dicom("", $"<ParticipantObjectIdentification ParticipantObjectID='7' {attributes}>{idType}"
            + "</ParticipantObjectIdentification>"));

        Assert.AreEqual(isPatient, IsFound("patient=7"));
        AssertFound("entity=7");
    }

    [TestMethod]
    [DataRow("UserID='jo'", "agent=jo")]
    [DataRow("UserID='F|A'", "agent=A", "agent=F|A", "agent=F\\|A")]
    [DataRow("UserID='x' UserName='al&lt;jo@http://idp&gt;'", "agent=jo", "agent=http://idp|jo", "agent=al",
        "agent=jo@http://idp", "agent-name=al<jo")]
    [DataRow("UserID='&lt;jo@x.org@http://idp&gt;'", "agent=jo@x.org", "agent=http://idp|jo@x.org")]
    [DataRow("UserID='x' AlternativeUserID='AETITLES=A;B'", "altid=A", "altid=B", "altid=AETITLES%3DA;B")]
    [DataRow("UserID='x' AlternativeUserID='AETITLE=A'", "altid=A")]
    public void AUserIsFound(string attributes, params string[] searches)
    {
        Append(Dicom($"<ActiveParticipant {attributes}/>", ""));

        AssertFound(searches);
    }

    [TestMethod]
    [DataRow("dcm")]
    [DataRow("DICOM")]
    [DataRow(" DCM ")]
    public void ACodeIsFoundByItsSystem(string name)
    {
        Append(Dicom("", "").Replace("'DCM'", $"'{name}'", StringComparison.Ordinal));

        AssertFound("type=http://dicom.nema.org/resources/ontology/DCM|110110", "type=110110");
    }

    [TestMethod]
    [DataRow("2026-03-01T10:00:00.1234567Z")]
    [DataRow("2026-03-01T10:00:00z")]
    [DataRow("2026-03-01T10:00:00")]
    [DataRow("2026-03-01 11:00:00 +0100")]
    [DataRow("20260301100000+0000")]
    [DataRow("2026-03-01T11:00:00+01:00[Europe/Paris]")]
    public void ATimeIsFound(string time)
    {
        Append(Dicom("", "").Replace("2026-03-01T10:00:00Z", time, StringComparison.Ordinal));

        Assert.IsTrue(IsFound("date=ge2026-03-01T10:00:00Z&date=lt2026-03-01T10:00:01Z", hasDate: true));
    }

    [TestMethod]
    public void StudiesAndOrdersAreFound()
    {
        Append(Dicom("", "<ParticipantObjectIdentification ParticipantObjectID='1.5'><ParticipantObjectDescription>"
            + "<MPPS UID='1.6'/><Accession Number='A7'/><ParticipantObjectContainsStudy><StudyIDs UID='1.8'/>"
            + "</ParticipantObjectContainsStudy></ParticipantObjectDescription></ParticipantObjectIdentification>"));

        AssertFound("entity=1.5", "entity=1.6", "entity=A7", "entity=1.8");
    }

    [TestMethod]
    [DataRow("'who':{'reference':'#a'}", "agent=doc9", "agent=urn:oid:1.9|doc9", "agent-name=Anne Petit")]
    [DataRow("'who':{'reference':'https://h/fhir/Practitioner/77'}", "agent=77", "agent=Practitioner/77",
        "agent=https://h/fhir/Practitioner/77")]
    [DataRow("'who':{'extension':[{'url':'u','valueIdentifier':{'value':'other'}}]}", "agent=other")]
    [DataRow("'who':{'display':'Anne Petit'}", "agent-name=anne")]
    [DataRow("'reference':{'reference':'Practitioner/77'},'userId':{'value':'doc9'}", "agent=doc9", "agent=77")]
    [DataRow("'who':{'reference':'Patient/7'}", "patient=7", "agent=Patient/7")]
    [DataRow("'who':{'reference':'#b'}", "patient=1.2|7", "agent=7")]
    public void AnAgentOfFhirIsFound(string agent, params string[] searches)
    {
        Append(Fhir(agent, "'what':{'display':'a thing'}"));

        AssertFound(searches);
    }

    [TestMethod]
    [DataRow("'what':{'reference':'#b'}", "patient=7", "patient=urn:oid:1.2|7", "entity=7")]
    [DataRow("'what':{'identifier':{'system':'urn:oid:1.2','value':'7'}},'role':{'code':'1'}", "patient=1.2|7")]
    [DataRow("'what':{'identifier':{'value':'7^^^&1.2&ISO'}},'role':{'code':'1'}", "patient=1.2|7")]
    [DataRow("'what':{'identifier':{'value':'7'}},'type':{'code':'Patient'}", "patient=7")]
    [DataRow("'what':{'type':'Patient','identifier':{'value':'7'}}", "patient=7")]
    [DataRow("'what':{'reference':'https://h/fhir/Patient/7'}", "patient=7", "patient=Patient/7")]
    [DataRow("'reference':{'reference':'Patient/7'}", "patient=7")]
    [DataRow("'identifier':{'system':'urn:oid:1.2','value':'7'},'role':{'code':'1'}", "patient=1.2|7")]
    [DataRow("'what':{'display':'A scan'}", "entity-name=a scan")]
    public void AnEntityOfFhirIsFound(string entity, params string[] searches)
    {
        Append(Fhir("'who':{'display':'x'}", entity));

        AssertFound(searches);
    }

    [TestMethod]
    [DataRow("<f:AuditEvent>", "f:")]
    [DataRow("<AuditEvent>", "")]
    public void AnEntryCutOutOfABundleIsFound(string root, string prefix)
    {
        var end = root.Replace("<", "</", StringComparison.Ordinal);
        Append($"{root}<{prefix}agent><{prefix}who><{prefix}reference value='Practitioner/77'/></{prefix}who>"
            + $"<{prefix}extension url='u'><{prefix}valueIdentifier><{prefix}value value='other'/>"
            + $"</{prefix}valueIdentifier></{prefix}extension></{prefix}agent>{end}");

        AssertFound("agent=77", "agent=other");
    }

    [TestMethod]
    public void AnEventWithAPeriodOnlyIsFoundByItsBeginning()
    {
        Append(Fhir("'who':{'display':'x'}", "'what':{'display':'x'}")
            .Replace("\"recorded\":\"2026-03-01T10:00:00Z\"",
                "\"period\":{\"start\":\"2026-03-01T10:00:00Z\"}", StringComparison.Ordinal));

        Assert.IsTrue(IsFound("date=eq2026-03-01T10:00Z", hasDate: true));
    }

    private static string Dicom(string participants, string objects) =>
        "<AuditMessage><EventIdentification EventDateTime='2026-03-01T10:00:00Z'>"
        + $"<EventID csd-code='110110' codeSystemName='DCM'/></EventIdentification>{participants}{objects}"
        + "</AuditMessage>";

    private static string Fhir(string agent, string entity) =>
        ("{'resourceType':'AuditEvent','recorded':'2026-03-01T10:00:00Z','contained':["
        + "{'resourceType':'Practitioner','id':'a','identifier':[{'system':'urn:oid:1.9','value':'doc9'}],"
        + "'name':[{'given':['Anne'],'family':'Petit'}]},"
        + "{'resourceType':'Patient','id':'b','identifier':[{'system':'urn:oid:1.2','value':'7'}]}],"
        + $"'agent':[{{{agent}}}],'entity':[{{{entity}}}]}}").Replace('\'', '"');

    private void Append(string message) => _archive.Append(Messages.Of(
        Encoding.UTF8.GetBytes("<85>1 - h a 1 IHE+RFC-3881 - " + message),
        Messages.Time.AddYears(1)));

    private void AssertFound(params IEnumerable<string> queries)
    {
        foreach (var query in queries)
        {
            Assert.IsTrue(IsFound(query), query);
        }
    }

    private void AssertNotFound(params IEnumerable<string> queries)
    {
        foreach (var query in queries)
        {
            Assert.IsFalse(IsFound(query), query);
        }
    }

    private bool IsFound(string query, bool hasDate = false)
    {
        var parameters = (hasDate ? query : $"date=ge2020&{query}").Split('&')
            .Select(part => part.Split('=', 2))
            .Select(pair => (pair[0], Uri.UnescapeDataString(pair[1])))
            .ToList();
        var read = new SearchRequestReader(new AtnaOptions(), TimeProvider.System, isStrict: true).Read(parameters);
        using var readers = new ReaderPool(_archive.Database);
        return readers.Read(session => AuditQueryRunner.Find(session, read.Query)).Count == 1;
    }
}
