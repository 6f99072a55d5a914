using System.Globalization;
using System.Security;
using System.Text;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>
/// An invented document as CDA R2, level 1: the header that the CI-SIS asks for (volet Structuration minimale), around
/// a text. The same input gives the same octets.
/// </summary>
internal static class SandboxCda
{
    private const string PersonSystem = "1.2.250.1.71.4.2.1";
    private const string StructureSystem = "1.2.250.1.71.4.2.2";

    public static byte[] Write(PlannedDocument planned) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- Document fictif : ni le patient, ni l'auteur, ni les faits n'existent. -->
        <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <realmCode code="FR"/>
          <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
          <templateId root="2.16.840.1.113883.2.8.2.1"/>
          <templateId root="1.2.250.1.213.1.1.1.1"/>
          <templateId root="1.3.6.1.4.1.19376.1.2.20"/>
          <id root="{planned.UniqueId}"/>
          {Code("code", planned.Document.Kind.Type)}
          <title>{Text(planned.Document.Title)}</title>
          <effectiveTime value="{Time(planned.Time)}"/>
          <confidentialityCode code="N" displayName="Normal" codeSystem="2.16.840.1.113883.5.25"/>
          <languageCode code="fr-FR"/>
          <setId root="{planned.SetId}"/>
          <versionNumber value="{planned.Version}"/>
        {RecordTarget(planned.Patient)}
        {Author(planned)}
          <custodian>
            <assignedCustodian>
              <representedCustodianOrganization>
                {Structure(planned.Author.Structure)}
              </representedCustodianOrganization>
            </assignedCustodian>
          </custodian>
          <legalAuthenticator>
            <time value="{Time(planned.Time)}"/>
            <signatureCode code="S"/>
            <assignedEntity>
              {AuthorId(planned)}
              {AuthorPerson(planned)}
            </assignedEntity>
          </legalAuthenticator>
        {Context(planned)}
          <component>
            <nonXMLBody>
              <text mediaType="text/plain" representation="B64">{Body(planned)}</text>
            </nonXMLBody>
          </component>
        </ClinicalDocument>

        """);

    private static string RecordTarget(SandboxPatient patient) => $"""
          <recordTarget>
            <patientRole>
              <id extension="{patient.Ins.Extension}" root="{patient.Ins.Authority}"/>
              <addr nullFlavor="NASK"/>
              <telecom nullFlavor="NASK"/>
              <patient>
                <name>
                  <family qualifier="BR">{patient.BirthName}</family>
                  <given>{patient.FirstNames}</given>
                  <given qualifier="BR">{patient.FirstNames}</given>
                </name>
                <administrativeGenderCode code="{patient.Gender}" codeSystem="2.16.840.1.113883.5.1"/>
                <birthTime value="{patient.BirthDate}"/>
              </patient>
            </patientRole>
          </recordTarget>
        """;

    private static string Author(PlannedDocument planned) => $"""
          <author>
            <time value="{Time(planned.Time)}"/>
            <assignedAuthor>
              {AuthorId(planned)}
              {(planned.Document.IsByPatient ? "" : AuthorCode(planned.Author))}
              {AuthorPerson(planned)}
              {Organization(planned)}
            </assignedAuthor>
          </author>
        """;

    private static string AuthorId(PlannedDocument planned) => planned.Document.IsByPatient
        ? $"""<id root="{planned.Patient.Ins.Authority}" extension="{planned.Patient.Ins.Extension}"/>"""
        : $"""<id root="{PersonSystem}" extension="{planned.Author.Id}"/>""";

    private static string AuthorCode(SandboxProfessional author)
    {
        var parts = author.SpecialityText.Split('^');
        return $"""<code code="{parts[0]}" displayName="{Text(parts[1])}" codeSystem="{parts[2]}"/>""";
    }

    private static string AuthorPerson(PlannedDocument planned)
    {
        var (family, given) = planned.Document.IsByPatient
            ? (planned.Patient.BirthName, planned.Patient.FirstNames)
            : ("TEST", planned.Author.GivenName);
        return Person(family, given);
    }

    private static string Person(string family, string given) =>
        $"<assignedPerson><name><family>{family}</family><given>{given}</given></name></assignedPerson>";

    private static string Organization(PlannedDocument planned) => planned.Document.IsByPatient
        ? ""
        : $"<representedOrganization>{Structure(planned.Author.Structure)}</representedOrganization>";

    private static string Structure(SandboxStructure structure) =>
        $"""<id root="{StructureSystem}" extension="{structure.Id}"/><name>{structure.Name}</name>"""
        + """<telecom nullFlavor="NASK"/><addr nullFlavor="NASK"/>""";

    private static string Context(PlannedDocument planned) => $"""
          <documentationOf>
            <serviceEvent>
              <effectiveTime><low value="{Time(planned.Time)}"/></effectiveTime>
              <performer typeCode="PRF">
                <assignedEntity>
                  <id root="{PersonSystem}" extension="{planned.Author.Id}"/>
                  {Person("TEST", planned.Author.GivenName)}
                  <representedOrganization>
                    {Structure(planned.Author.Structure)}
                    {Code("standardIndustryClassCode", planned.Practice)}
                  </representedOrganization>
                </assignedEntity>
              </performer>
            </serviceEvent>
          </documentationOf>
        {Replaced(planned)}
          <componentOf>
            <encompassingEncounter>
              <effectiveTime><low value="{Time(planned.Time)}"/></effectiveTime>
              <location>
                <healthCareFacility>
                  {Code("code", planned.Facility)}
                </healthCareFacility>
              </location>
            </encompassingEncounter>
          </componentOf>
        """;

    private static string Replaced(PlannedDocument planned) => planned.ReplacedUniqueId is not { } replaced ? "" : $"""
          <relatedDocument typeCode="RPLC">
            <parentDocument><id root="{replaced}"/><setId root="{planned.SetId}"/></parentDocument>
          </relatedDocument>
        """;

    private static string Code(string element, Metadata.Model.Code code) =>
        $"""<{element} code="{code.Value}" displayName="{Text(code.DisplayName ?? "")}" codeSystem="{code.Scheme}"/>""";

    private static string Body(PlannedDocument planned) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"""
        {planned.Document.Title}

        Patient : {planned.Patient.FullName}
        Auteur  : {(planned.Document.IsByPatient ? planned.Patient.FullName : planned.Author.Name)}
        Date    : {planned.Time:yyyy-MM-dd}

        Document fictif du bac à sable, sans valeur médicale.

        """));

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "+0000";

    private static string Text(string text) => SecurityElement.Escape(text);
}
