using System.Globalization;
using System.Security;
using System.Text;

namespace XdsDmp.Tests.Browser;

/// <summary>
/// What a hospital's systems tell in three weeks. People, patients and documents are invented; the messages have the
/// forms of DICOM (2017c), of RFC 3881 and of nothing at all.
/// </summary>
internal static class Traffic
{
    public const string Authority = "1.2.250.1.213.1.4.10";
    public const string Patient = "DMP-0001";
    public const string Document = "1.2.250.1.999.7.4711";
    public const string Doctor = "Médecin exemple 1";
    public const string PortalPatient = "Patient/ex-patient";
    public const string SilentSystem = "radiology-ris";

    private const int Days = 21;

    private static readonly string[] Patients =
        [Patient, "DMP-0002", "DMP-0003", "DMP-0004", "DMP-0005"];

    private static readonly (string Id, string Name, string Role)[] People =
    [
        ("899700012345", Doctor, "Médecin"),
        ("899700054321", "Médecin exemple 2", "Médecin"),
        ("899700067890", "Infirmière exemple", "Infirmier"),
        ("899700098765", "Sage-femme exemple, maternité-néonatalogie", "Sage-femme"),
    ];

    /// <summary>The last event is a few minutes before now; the radiology fell silent four days ago.</summary>
    public static IEnumerable<byte[]> Of(DateTimeOffset now)
    {
        for (var day = Days; day > 0; day--)
        {
            var morning = now.AddDays(-day).AddHours(1);
            var busy = morning.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 4 : 11;
            for (var i = 0; i < busy; i++)
            {
                yield return Visit(morning.AddMinutes(i * 53), day * 7 + i);
            }

            if (day > 4)
            {
                yield return Radiology(morning.AddHours(3), Patients[day % Patients.Length]);
            }
        }

        yield return Portal(now.AddHours(-26));
        yield return Emergency(now.AddHours(-30));
        yield return Failure(now.AddHours(-5));
        yield return Bytes("<13>1 2026-03-01T10:00:00Z switch-3 kernel - - - link down on port 7");
        yield return Retrieval(now.AddMinutes(-4), People[0], Patient, Document);
    }

    /// <summary>A message whose every text wants to be markup, a script or a formula.</summary>
    public static byte[] Hostile(DateTimeOffset time, string text) => Message(new Event(
        time, "110106", text, "ITI-43", "R", "0", ("=cmd|' /C calc'!A1", text, text), "xss^^^&amp;1.2&amp;ISO",
        "<img src=x onerror=alert(1)>", "javascript:alert(1)"));

    private static byte[] Visit(DateTimeOffset time, int number)
    {
        var person = People[number % People.Length];
        var patient = Patients[number * 3 % Patients.Length];
        var document = $"1.2.250.1.999.7.{number}";
        return (number % 5) switch
        {
            0 or 1 => Message(new Event(
                time, "110112", "Query", "ITI-18", "E", "0", person, Cx(patient),
                "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d", "chu-registry")),
            2 => Message(new Event(
                time, "110107", "Import", "ITI-41", "C", "0", person, Cx(patient), document, "chu-repository")),
            _ => Retrieval(time, person, patient, document),
        };
    }

    private static byte[] Retrieval(
        DateTimeOffset time, (string, string, string) person, string patient, string document) => Message(new Event(
            time, "110106", "Export", "ITI-43", "R", "0", person, Cx(patient), document, "chu-repository"));

    private static byte[] Failure(DateTimeOffset time) => Message(new Event(
        time, "110106", "Export", "ITI-43", "R", "8", People[2], Cx(Patient), Document, "chu-repository"));

    private static byte[] Emergency(DateTimeOffset time) => Message(new Event(
        time, "110113", "Security Alert", "110127", "E", "0", People[1], Cx(Patient), Document, "chu-emergency-room"));

    private static byte[] Radiology(DateTimeOffset time, string patient) => Bytes(
        $"""
        <85>1 {Text(time)} ris ris 1 IHE+RFC-3881 - <AuditMessage><EventIdentification EventActionCode="R"
        EventDateTime="{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}" EventOutcomeIndicator="0"><EventID code="110103"
        codeSystemName="DCM" displayName="DICOM Instances Accessed"/></EventIdentification><ActiveParticipant
        UserID="console-2" UserName="Radiology console 2" UserIsRequestor="true"/><AuditSourceIdentification
        AuditSourceID="{SilentSystem}"/><ParticipantObjectIdentification ParticipantObjectID="{Cx(patient)}"
        ParticipantObjectTypeCode="1" ParticipantObjectTypeCodeRole="1"><ParticipantObjectIDTypeCode code="2"
        codeSystemName="RFC-3881" displayName="Patient Number"/></ParticipantObjectIdentification></AuditMessage>
        """);

    /// <summary>As FHIR tells it: nobody has an identifier, the patient is a reference.</summary>
    private static byte[] Portal(DateTimeOffset time) => Bytes(
        $$$"""
        <85>1 {{{Text(time)}}} portal portal 1 - - {"resourceType":"AuditEvent","type":{
        "system":"http://terminology.hl7.org/CodeSystem/audit-event-type","code":"rest"},"subtype":[{
        "system":"http://hl7.org/fhir/restful-interaction","code":"read"}],"action":"R","recorded":"{{{Text(time)}}}",
        "outcome":"0","agent":[{"who":{"display":"Portal of the patient"},"requestor":true}],"source":{"observer":{
        "reference":"Device/portal"}},"entity":[{"what":{"reference":"{{{PortalPatient}}}"},"role":{"code":"1"}}]}
        """);

    private static string Cx(string patient) => $"{patient}^^^&amp;{Authority}&amp;ISO^NH";

    private static byte[] Message(Event e) => Bytes(
        $"""
        <85>1 {Text(e.Time)} chu.example xds 4711 DICOM+RFC3881 - <?xml version="1.0" encoding="UTF-8"?>
        <AuditMessage><EventIdentification EventActionCode="{e.Action}" EventDateTime="{Text(e.Time)}"
        EventOutcomeIndicator="{e.Outcome}"><EventID csd-code="{e.Id}" codeSystemName="DCM"
        originalText="{Escaped(e.Name)}"/>{TypeOf(e.Type)}</EventIdentification><ActiveParticipant
        UserID="{Escaped(e.Person.Id)}" UserName="{Escaped(e.Person.Name)}" UserIsRequestor="true"
        NetworkAccessPointID="192.0.2.17" NetworkAccessPointTypeCode="2"><RoleIDCode csd-code="10"
        codeSystemName="1.2.250.1.213.1.1.5.1" originalText="{Escaped(e.Person.Role)}"/></ActiveParticipant>
        <ActiveParticipant UserID="https://xds.chu.example/{Escaped(e.Source)}" UserIsRequestor="false"
        NetworkAccessPointID="xds.chu.example" NetworkAccessPointTypeCode="1"><RoleIDCode csd-code="110153"
        codeSystemName="DCM" originalText="Source Role ID"/></ActiveParticipant><AuditSourceIdentification
        AuditSourceID="{Escaped(e.Source)}" AuditEnterpriseSiteID="1.2.250.1.999.1"/><ParticipantObjectIdentification
        ParticipantObjectID="{e.Patient}" ParticipantObjectTypeCode="1" ParticipantObjectTypeCodeRole="1">
        <ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881" originalText="Patient Number"/>
        </ParticipantObjectIdentification><ParticipantObjectIdentification ParticipantObjectID="{Escaped(e.Document)}"
        ParticipantObjectTypeCode="2" ParticipantObjectTypeCodeRole="3"><ParticipantObjectIDTypeCode csd-code="9"
        codeSystemName="RFC-3881" originalText="Report Number"/><ParticipantObjectDetail type="Repository Unique ID"
        value="MS4yLjI1MC4xLjk5OS4z"/></ParticipantObjectIdentification></AuditMessage>
        """);

    private static string TypeOf(string code) => code.StartsWith("ITI", StringComparison.Ordinal)
        ? $"<EventTypeCode csd-code=\"{code}\" codeSystemName=\"IHE Transactions\" originalText=\"{NameOf(code)}\"/>"
        : $"<EventTypeCode csd-code=\"{code}\" codeSystemName=\"DCM\" originalText=\"Emergency Override Started\"/>";

    private static string NameOf(string code) => code switch
    {
        "ITI-18" => "Registry Stored Query",
        "ITI-41" => "Provide and Register Document Set-b",
        _ => "Retrieve Document Set",
    };

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => SecurityElement.Escape(text)!;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private sealed record Event(
        DateTimeOffset Time, string Id, string Name, string Type, string Action, string Outcome,
        (string Id, string Name, string Role) Person, string Patient, string Document, string Source);
}
