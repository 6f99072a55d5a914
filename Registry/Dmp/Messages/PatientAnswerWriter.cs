using System.Buffers;
using System.Globalization;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Xml;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>
/// Writes PRPA_IN201308UV02 (TD0.2, TD1.3a) and PRPA_IN201306UV02 (TD0.5): the patients that were asked for. A person
/// without a DMP is no error: the query has found nothing (NF).
/// </summary>
internal static class PatientAnswerWriter
{
    /// <summary>PRPA_IN201308UV02.</summary>
    public static ReadOnlyMemory<byte> WriteOne(AnswerHeader header, PatientQuery query, FoundPatient? found)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        var xml = new Utf8XmlWriter(body);
        xml.Begin("PRPA_IN201308UV02", header, lines => WriteAttentionLines(lines, header, query, found));
        xml.BeginAct("PRPA_TE201308UV02");
        WriteFound(xml, header, query.QueryId, found is null ? [] : [found]);
        xml.Start("queryByParameter"u8);
        xml.Id("queryId"u8, query.QueryId);
        xml.Code("statusCode"u8, "deliveredResponse");
        xml.Start("parameterList"u8);
        foreach (var id in query.Patient)
        {
            xml.Start("patientIdentifier"u8);
            xml.Id("value"u8, id);
            xml.Element("semanticsText"u8, "Patient.id").End("patientIdentifier"u8);
        }

        xml.End("parameterList"u8).End("queryByParameter"u8);
        xml.End("controlActProcess"u8).End("PRPA_IN201308UV02"u8);
        return body.WrittenMemory;
    }

    /// <summary>PRPA_IN201306UV02.</summary>
    public static ReadOnlyMemory<byte> WriteMany(
        AnswerHeader header, PatientSearchQuery query, IReadOnlyList<FoundPatient> found)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        var xml = new Utf8XmlWriter(body);
        xml.Begin("PRPA_IN201306UV02", header);
        xml.BeginAct("PRPA_TE201306UV02");
        WriteFound(xml, header, query.QueryId, found);
        xml.Start("queryByParameter"u8);
        xml.Id("queryId"u8, query.QueryId);
        xml.Code("statusCode"u8, "deliveredResponse");
        xml.Start("parameterList"u8);
        WriteParameters(xml, query);
        xml.End("parameterList"u8).End("queryByParameter"u8);
        xml.End("controlActProcess"u8).End("PRPA_IN201306UV02"u8);
        return body.WrittenMemory;
    }

    private static void WriteFound(
        Utf8XmlWriter xml, AnswerHeader header, InstanceIdentifier? queryId, IReadOnlyList<FoundPatient> found)
    {
        WriteClosing(xml, found);
        foreach (var patient in found)
        {
            xml.BeginSubject("registrationEvent"u8, "EVN");
            PatientWriter.Write(xml, patient);
            xml.EndSubject("registrationEvent"u8);
        }

        xml.Start("queryAck"u8);
        xml.Id("queryId"u8, queryId);
        xml.Code("queryResponseCode"u8, header.Problems.Count > 0 ? "AE" : found.Count == 0 ? "NF" : "OK");
        var count = found.Count.ToString(CultureInfo.InvariantCulture);
        xml.Start("resultTotalQuantity"u8).Attribute("value"u8, count).End("resultTotalQuantity"u8);
        xml.Start("resultCurrentQuantity"u8).Attribute("value"u8, count).End("resultCurrentQuantity"u8);
        xml.Start("resultRemainingQuantity"u8).Attribute("value"u8, "0").End("resultRemainingQuantity"u8);
        xml.End("queryAck"u8);
    }

    /// <summary>Why a closed DMP is closed.</summary>
    private static void WriteClosing(Utf8XmlWriter xml, IReadOnlyList<FoundPatient> found)
    {
        if (found is not [{ Dmp.Closing: { } closing }])
        {
            return;
        }

        xml.Start("reasonOf"u8).Attribute("typeCode"u8, "RSON").Start("detectedIssueEvent"u8)
            .Attribute("classCode"u8, "ALRT").Attribute("moodCode"u8, "EVN");
        xml.Code("code"u8, closing.ReasonCode, DmpCodeSystems.ClosingReason);
        if (closing.Text is not null)
        {
            xml.Element("text"u8, closing.Text);
        }

        xml.Start("effectiveTime"u8).Attribute("value"u8, Hl7Time.Of(closing.Time).Digits).End("effectiveTime"u8);
        xml.End("detectedIssueEvent"u8).End("reasonOf"u8);
    }

    /// <summary>Whether the DMP may be opened by whoever asks: only where that was the question (TD0.2).</summary>
    private static void WriteAttentionLines(
        Utf8XmlWriter xml, AnswerHeader header, PatientQuery query, FoundPatient? found)
    {
        if (header.Problems.Count > 0 || query.Interaction.Reason != ActReasons.Exists)
        {
            return;
        }

        xml.AttentionLine("AUTORISATION", DmpCodeSystems.Authorisation, line => line.Start("value"u8)
            .Attribute("xsi:type"u8, "CV").Attribute("code"u8, found?.Authorisation ?? AuthorisationStates.None)
            .Attribute("codeSystem"u8, DmpCodeSystems.AuthorisationState).End("value"u8));
        xml.AttentionLine(
            "STATUT_MT", DmpCodeSystems.AttendingPhysician,
            line => line.Boolean(found?.IsAttendingPhysician == true));
    }

    private static void WriteParameters(Utf8XmlWriter xml, PatientSearchQuery query)
    {
        if (query.Gender is not null)
        {
            xml.Start("livingSubjectAdministrativeGender"u8);
            xml.Code("value"u8, query.Gender, DmpCodeSystems.Gender);
            xml.Element("semanticsText"u8, "LivingSubject.administrativeGender")
                .End("livingSubjectAdministrativeGender"u8);
        }

        if (query.BirthDate is not null)
        {
            xml.Start("livingSubjectBirthTime"u8).Start("value"u8).Attribute("value"u8, query.BirthDate)
                .End("value"u8).Element("semanticsText"u8, "LivingSubject.birthTime").End("livingSubjectBirthTime"u8);
        }

        if (query.FamilyName is not null || query.GivenName is not null)
        {
            xml.Start("livingSubjectName"u8).Start("value"u8);
            if (query.FamilyName is not null)
            {
                xml.Element("family"u8, query.FamilyName);
            }

            if (query.GivenName is not null)
            {
                xml.Element("given"u8, query.GivenName);
            }

            xml.End("value"u8).Element("semanticsText"u8, "LivingSubject.name").End("livingSubjectName"u8);
        }
    }
}
