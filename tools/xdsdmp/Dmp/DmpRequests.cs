using System.Text;
using XdsDmp.CommandLine.Documents;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Model;
using XdsDmp.Xml;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>
/// The messages of TD0.0 to TD1.6 as a practice's software sends them (DMP, Interfaces LPS, SEL-MP-037).
/// </summary>
internal static class DmpRequests
{
    private const string Query307 = "PRPA_IN201307UV02";
    private const string Search305 = "PRPA_IN201305UV02";
    private const string Observations = "1.2.250.1.213.4.1.2.3";
    private const string Reasons = "1.2.250.1.213.1.1.4.11";
    private const string Device = "1.2.250.1.213.4.1.1.1";

    /// <summary>TD0.2 (TEST_EXST) and TD1.3a (CNSLT_DATA).</summary>
    public static ReadOnlyMemory<byte> Query(string reason, PatientId patient) => XdsClient.Body(xml =>
    {
        Begin(xml, Query307, TimeProvider.System.GetUtcNow());
        Code(xml, "reasonCode"u8, reason, Reasons);
        BeginQuery(xml);
        xml.Start("patientIdentifier"u8);
        Id(xml, "value"u8, patient);
        xml.Element("semanticsText"u8, "Patient.id").End("patientIdentifier"u8);
        EndQuery(xml);
        End(xml, Query307);
    });

    /// <summary>TD0.5.</summary>
    public static ReadOnlyMemory<byte> Search(string? family, string? given, string? birthDate, string? gender) =>
        XdsClient.Body(xml =>
        {
            Begin(xml, Search305, TimeProvider.System.GetUtcNow());
            BeginQuery(xml);
            if (gender is not null)
            {
                xml.Start("livingSubjectAdministrativeGender"u8).Start("value"u8).Attribute("code"u8, gender)
                    .End("value"u8).End("livingSubjectAdministrativeGender"u8);
            }

            if (birthDate is not null)
            {
                xml.Start("livingSubjectBirthTime"u8).Start("value"u8).Attribute("value"u8, birthDate).End("value"u8)
                    .End("livingSubjectBirthTime"u8);
            }

            if (family is not null || given is not null)
            {
                xml.Start("livingSubjectName"u8).Start("value"u8);
                Optional(xml, "family"u8, family);
                Optional(xml, "given"u8, given);
                xml.End("value"u8).End("livingSubjectName"u8);
            }

            EndQuery(xml);
            End(xml, Search305);
        });

    /// <summary>TD1.1, TD1.2, TD1.3b, TD1.4.</summary>
    public static ReadOnlyMemory<byte> Registration(RegistrationOrder order) => XdsClient.Body(xml =>
    {
        Begin(xml, order.Interaction, order.Now);
        Code(xml, "reasonCode"u8, order.Reason, Reasons);
        if (order.ClosingText is not null)
        {
            xml.Start("reasonOf"u8).Attribute("typeCode"u8, "RSON").Start("detectedIssueEvent"u8)
                .Attribute("classCode"u8, "ALRT").Attribute("moodCode"u8, "EVN");
            Code(xml, "code"u8, "FERMETURE_DEMANDE_PATIENT", "1.2.250.1.213.4.1.2.4");
            xml.Element("text"u8, order.ClosingText).End("detectedIssueEvent"u8).End("reasonOf"u8);
        }

        WriteSubject(xml, order);
        End(xml, order.Interaction);
    });

    /// <summary>TD0.0, TD0.3, TD0.4, TD1.5, TD1.6: a flat list of fields; those without a value are left out.</summary>
    public static ReadOnlyMemory<byte> Business(
        TransactionId id, PatientId? patient, params IReadOnlyList<(string Name, string? Value)> fields) =>
        XdsClient.Body(xml =>
        {
            var name = Encoding.ASCII.GetBytes(id.RequestElement.LocalName);
            xml.Start(name).Attribute("xmlns"u8, id.RequestElement.Namespace);
            Optional(xml, "nationalId"u8, patient?.Extension);
            Optional(xml, "nationalIdType"u8, patient?.Authority);
            foreach (var (field, value) in fields)
            {
                Optional(xml, Encoding.ASCII.GetBytes(field), value);
            }

            xml.End(name);
        });

    private static void WriteSubject(Utf8XmlWriter xml, RegistrationOrder order)
    {
        xml.Start("subject"u8).Attribute("typeCode"u8, "SUBJ").Start("registrationRequest"u8)
            .Attribute("classCode"u8, "REG").Attribute("moodCode"u8, "RQO");
        Code(xml, "statusCode"u8, "active", null);
        xml.Start("subject1"u8).Attribute("typeCode"u8, "SBJ").Start("patient"u8).Attribute("classCode"u8, "PAT");
        foreach (var id in order.Patient)
        {
            Id(xml, "id"u8, id);
        }

        Code(xml, "statusCode"u8, order.ClosingText is null ? "active" : "terminated", null);
        if (order.Person is not null)
        {
            PersonWriter.Write(xml, order.Person);
        }

        foreach (var (code, value) in order.Observations)
        {
            WriteObservation(xml, code, value, order.Now);
        }

        xml.End("patient"u8).End("subject1"u8);
        if (order.ProfessionalId is not null)
        {
            xml.Start("author"u8).Attribute("typeCode"u8, "AUT").Start("assignedEntity"u8)
                .Attribute("classCode"u8, "ASSIGNED");
            Id(xml, "id"u8, new PatientId(order.ProfessionalId, "1.2.250.1.71.4.2.1"));
            xml.End("assignedEntity"u8).End("author"u8);
        }

        xml.End("registrationRequest"u8).End("subject"u8);
    }

    private static void WriteObservation(Utf8XmlWriter xml, string code, bool value, DateTimeOffset time)
    {
        xml.Start("subjectOf"u8).Attribute("typeCode"u8, "SBJ").Start("administrativeObservation"u8)
            .Attribute("classCode"u8, "OBS").Attribute("moodCode"u8, "EVN");
        Code(xml, "code"u8, code, Observations);
        xml.Start("effectiveTime"u8).Attribute("value"u8, Hl7Time.Of(time).Digits).End("effectiveTime"u8);
        xml.Start("value"u8).Attribute("xsi:type"u8, "BL").Attribute("value"u8, value ? "true" : "false")
            .End("value"u8);
        xml.End("administrativeObservation"u8).End("subjectOf"u8);
    }

    private static void Begin(Utf8XmlWriter xml, string name, DateTimeOffset now)
    {
        xml.Start(Encoding.ASCII.GetBytes(name)).Attribute("xmlns"u8, "urn:hl7-org:v3")
            .Attribute("xmlns:xsi"u8, "http://www.w3.org/2001/XMLSchema-instance")
            .Attribute("ITSVersion"u8, "XML_1.0");
        xml.Start("id"u8).Attribute("root"u8, Guid.NewGuid().ToString()).End("id"u8);
        xml.Start("creationTime"u8).Attribute("value"u8, Hl7Time.Of(now).Digits).End("creationTime"u8);
        xml.Start("interactionId"u8).Attribute("root"u8, "2.16.840.1.113883.1.6").Attribute("extension"u8, name)
            .End("interactionId"u8);
        Code(xml, "processingCode"u8, "P", null);
        Code(xml, "processingModeCode"u8, "T", null);
        Code(xml, "acceptAckCode"u8, "AL", null);
        WriteDevice(xml, "receiver"u8, "RCV", Device, "DMP");
        WriteDevice(xml, "sender"u8, "SND", Guid.NewGuid().ToString(), "xdsdmp");
        xml.Start("controlActProcess"u8).Attribute("classCode"u8, "CACT").Attribute("moodCode"u8, "EVN");
        Code(
            xml, "code"u8, name.Replace("_IN", "_TE", StringComparison.Ordinal), "2.16.840.1.113883.1.6");
    }

    private static void WriteDevice(
        Utf8XmlWriter xml, ReadOnlySpan<byte> element, string typeCode, string root, string name)
    {
        xml.Start(element).Attribute("typeCode"u8, typeCode).Start("device"u8).Attribute("classCode"u8, "DEV")
            .Attribute("determinerCode"u8, "INSTANCE");
        xml.Start("id"u8).Attribute("root"u8, root).End("id"u8).Element("softwareName"u8, name)
            .End("device"u8).End(element);
    }

    private static void End(Utf8XmlWriter xml, string name) =>
        xml.End("controlActProcess"u8).End(Encoding.ASCII.GetBytes(name));

    private static void BeginQuery(Utf8XmlWriter xml)
    {
        xml.Start("queryByParameter"u8).Start("queryId"u8).Attribute("root"u8, Guid.NewGuid().ToString())
            .End("queryId"u8);
        Code(xml, "statusCode"u8, "new", null);
        xml.Start("parameterList"u8);
    }

    private static void EndQuery(Utf8XmlWriter xml) => xml.End("parameterList"u8).End("queryByParameter"u8);

    private static void Id(Utf8XmlWriter xml, ReadOnlySpan<byte> element, PatientId id) =>
        xml.Start(element).Attribute("root"u8, id.Authority).Attribute("extension"u8, id.Extension).End(element);

    private static void Code(Utf8XmlWriter xml, ReadOnlySpan<byte> element, string code, string? system) =>
        xml.Start(element).Attribute("code"u8, code).Attribute("codeSystem"u8, system).End(element);

    private static void Optional(Utf8XmlWriter xml, ReadOnlySpan<byte> element, string? text)
    {
        if (text is not null)
        {
            xml.Element(element, text);
        }
    }
}
