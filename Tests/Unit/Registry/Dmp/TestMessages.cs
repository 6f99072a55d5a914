using System.Xml.Linq;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Tests.Unit.Registry.Dmp;

/// <summary>Messages of the DMP as a practice's software writes them.</summary>
internal static class TestMessages
{
    public const string Consent = "CONSENTEMENT_OUVERTURE_DMP";
    public const string NewConsent = "CONSENTEMENT_REACTIVATION_DMP";

    public static string Name { get; } = """
        <name><prefix>MME</prefix><family qualifier="SP">MARTIN</family><family qualifier="BR">DUPONT</family>
        <given>ÉLODIE</given><given>ANNE</given></name>
        """;

    public static string Person { get; } = Name + """
        <telecom use="HP" value="tel:0145000000"/><telecom use="MC" value="tel:0600000000"/>
        <telecom value="mailto:elodie@example.org"/>
        <administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="19790312"/>
        <multipleBirthOrderNumber value="1"/>
        <addr><streetAddressLine>1 rue de la Paix</streetAddressLine><postalCode>75002</postalCode><city>PARIS</city>
        </addr>
        <personalRelationship classCode="PRS"><code code="MTH" codeSystem="2.16.840.1.113883.1.11.19579"/>
        <telecom value="tel:0611111111"/>
        <relationshipHolder1 classCode="PSN" determinerCode="INSTANCE"><name><family>DUPONT</family>
        <given>CLAIRE</given></name></relationshipHolder1></personalRelationship>
        <birthPlace><addr><county>75056</county></addr></birthPlace>
        """;

    public static string Query(string reason, PatientId? patient = null, string ids = "") => Message(
        "PRPA_IN201307UV02", $"""
        <reasonCode code="{reason}" codeSystem="1.2.250.1.213.1.1.4.11"/>
        <queryByParameter><queryId root="1.2.42.9" extension="q1"/><statusCode code="new"/><parameterList>
        <patientIdentifier>{(ids.Length > 0 ? ids : Id(patient ?? TestDmp.Ins, "value"))}
        <semanticsText>Patient.id</semanticsText></patientIdentifier></parameterList></queryByParameter>
        """);

    public static string Create(params string[] observations) => Registration(
        "PRPA_IN201311UV02", "CREA_RD", Id(TestDmp.Ins),
        observations.Length > 0 ? observations : [Observation(Consent)]);

    public static string Change(string reason, params string[] observations) =>
        Registration("PRPA_IN201314UV02", reason, Id(TestDmp.Ins), observations);

    public static string Close(string text = "ne souhaite plus de DMP") => Registration(
        "PRPA_IN201314UV02", "FERM", Id(TestDmp.Ins), [], status: "terminated", before: $"""
        <reasonOf typeCode="RSON"><detectedIssueEvent classCode="ALRT" moodCode="EVN">
        <code code="FERMETURE_DEMANDE_PATIENT" codeSystem="1.2.250.1.213.4.1.2.4"/><text>{text}</text>
        </detectedIssueEvent></reasonOf>
        """);

    public static string Registration(
        string name, string reason, string ids, IEnumerable<string> observations, string? person = null,
        string status = "active", string before = "") => Message(name, $"""
        <reasonCode code="{reason}" codeSystem="1.2.250.1.213.1.1.4.11"/>{before}
        <subject typeCode="SUBJ"><registrationRequest classCode="REG" moodCode="RQO"><statusCode code="active"/>
        <subject1 typeCode="SBJ"><patient classCode="PAT">{ids}<statusCode code="{status}"/>
        <patientPerson classCode="PSN" determinerCode="INSTANCE">{person ?? Person}</patientPerson>
        {string.Concat(observations)}</patient></subject1>
        <author typeCode="AUT"><assignedEntity classCode="ASSIGNED">
        <id root="1.2.250.1.71.4.2.1" extension="899700218896"/></assignedEntity></author></registrationRequest>
        </subject>
        """);

    public static string Observation(string code, string value = "true", string time = "20260301") => $"""
        <subjectOf typeCode="SBJ"><administrativeObservation classCode="OBS" moodCode="EVN">
        <code code="{code}" codeSystem="1.2.250.1.213.4.1.2.3"/>
        {(time.Length > 0 ? $"<effectiveTime value=\"{time}\"/>" : "")}
        <value xsi:type="BL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" value="{value}"/>
        </administrativeObservation></subjectOf>
        """;

    public static string Search(string parameters) => Message("PRPA_IN201305UV02", $"""
        <code code="PRPA_TE201305UV02" codeSystem="2.16.840.1.113883.1.6"/>
        <queryByParameter><queryId root="1.2.42.9" extension="q1"/><statusCode code="new"/>
        <parameterList>{parameters}</parameterList></queryByParameter>
        """);

    public static string Id(PatientId patient, string element = "id") =>
        $"""<{element} root="{patient.Authority}" extension="{patient.Extension}"/>""";

    /// <summary>A request of a business service.</summary>
    public static string Business(TransactionId id, string fields)
    {
        var (space, name) = id.RequestElement;
        return $"""<{name} xmlns="{space}">{fields}</{name}>""";
    }

    public static string Code(this XElement answer, string element) =>
        answer.Descendants(TestDmp.Hl7 + element).First().Attribute("code")!.Value;

    /// <summary>AA, or AE with the codes of its details.</summary>
    public static string Outcome(this XElement answer)
    {
        var acknowledgement = answer.DescendantsAndSelf(TestDmp.Hl7 + "acknowledgement").Single();
        return string.Join(' ', acknowledgement.Elements(TestDmp.Hl7 + "acknowledgementDetail")
            .Select(detail => detail.Element(TestDmp.Hl7 + "code")!.Attribute("code")!.Value)
            .Prepend(acknowledgement.Element(TestDmp.Hl7 + "typeCode")!.Attribute("code")!.Value));
    }

    /// <summary>Texts of the details.</summary>
    public static string Why(this XElement answer) =>
        string.Join('\n', answer.Descendants(TestDmp.Hl7 + "acknowledgementDetail").Select(detail => detail.Value));

    public static string Field(this XElement answer, string name) =>
        answer.Descendants(answer.Name.Namespace + name).First().Value;

    private static string Message(string name, string act) => $"""
        <{name} xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0"><id root="2.25.1" extension="7"/>
        <creationTime value="20260301120000"/><interactionId root="2.16.840.1.113883.1.6" extension="{name}"/>
        <processingCode code="P"/><processingModeCode code="T"/><acceptAckCode code="AL"/>
        <receiver typeCode="RCV"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.250.1.213.4.1.1.1"/>
        <softwareName>DMP</softwareName></device></receiver>
        <sender typeCode="SND"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.42.2"/></device></sender>
        <controlActProcess classCode="CACT" moodCode="EVN">{act}</controlActProcess></{name}>
        """;
}
