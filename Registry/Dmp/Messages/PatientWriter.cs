using System.Globalization;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Xml;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>Writes a person with a DMP as the <c>patient </c> of an answer.</summary>
internal static class PatientWriter
{
    public const string Active = "active";
    public const string Terminated = "terminated";

    public static void Write(Utf8XmlWriter xml, FoundPatient patient)
    {
        xml.Start("patient"u8).Attribute("classCode"u8, "PAT");
        foreach (var id in patient.Identifiers)
        {
            xml.Id("id"u8, new InstanceIdentifier(id.Authority, id.Extension));
        }

        xml.Code("statusCode"u8, patient.Dmp.IsOpen ? Active : Terminated);
        WriteClosing(xml, patient.Dmp.Closing);
        WritePerson(xml, patient.Dmp.Demographics, patient.IsComplete);
        WriteObservations(xml, patient);
        xml.End("patient"u8);
    }

    /// <summary>Nothing but who it is: in the answer to a change.</summary>
    public static void WriteReference(Utf8XmlWriter xml, IEnumerable<InstanceIdentifier> ids, string status)
    {
        xml.Start("patient"u8).Attribute("classCode"u8, "PAT");
        foreach (var id in ids)
        {
            xml.Id("id"u8, id);
        }

        xml.Code("statusCode"u8, status);
        xml.End("patient"u8);
    }

    private static void WriteClosing(Utf8XmlWriter xml, Closing? closing)
    {
        if (closing is not null)
        {
            xml.Start("effectiveTime"u8).Start("high"u8).Attribute("value"u8, Hl7Time.Of(closing.Time).Digits)
                .End("high"u8).End("effectiveTime"u8);
        }
    }

    private static void WritePerson(Utf8XmlWriter xml, Demographics person, bool isComplete)
    {
        xml.Start("patientPerson"u8).Attribute("classCode"u8, "PSN").Attribute("determinerCode"u8, "INSTANCE");
        WriteName(xml, person.Prefix, person.BirthName, person.UsedName, person.FirstNames);
        WriteTelecoms(xml, person.Telecoms);
        if (person.Gender is not null)
        {
            xml.Code("administrativeGenderCode"u8, person.Gender, DmpCodeSystems.Gender);
        }

        if (person.BirthDate is not null)
        {
            xml.Start("birthTime"u8).Attribute("value"u8, person.BirthDate).End("birthTime"u8);
        }

        if (isComplete)
        {
            WriteRest(xml, person);
        }

        xml.End("patientPerson"u8);
    }

    private static void WriteRest(Utf8XmlWriter xml, Demographics person)
    {
        if (person.BirthRank is { } rank)
        {
            xml.Start("multipleBirthOrderNumber"u8)
                .Attribute("value"u8, rank.ToString(CultureInfo.InvariantCulture)).End("multipleBirthOrderNumber"u8);
        }

        if (person.Address is { } address)
        {
            WriteAddress(xml, address);
        }

        foreach (var representative in person.Representatives)
        {
            WriteRepresentative(xml, representative);
        }

        if (person.BirthPlace is not null)
        {
            xml.Start("birthPlace"u8).Start("addr"u8).Element("county"u8, person.BirthPlace).End("addr"u8)
                .End("birthPlace"u8);
        }
    }

    private static void WriteName(Utf8XmlWriter xml, string? prefix, string birth, string? used, string first)
    {
        xml.Start("name"u8);
        if (prefix is not null)
        {
            xml.Element("prefix"u8, prefix);
        }

        if (used is not null)
        {
            xml.Start("family"u8).Attribute("qualifier"u8, "SP").Text(used).End("family"u8);
        }

        xml.Start("family"u8).Attribute("qualifier"u8, "BR").Text(birth).End("family"u8);
        xml.Element("given"u8, first);
        xml.End("name"u8);
    }

    private static void WriteTelecoms(Utf8XmlWriter xml, IEnumerable<Telecom> telecoms)
    {
        foreach (var telecom in telecoms)
        {
            xml.Start("telecom"u8).Attribute("use"u8, telecom.Use).Attribute("value"u8, telecom.Value)
                .End("telecom"u8);
        }
    }

    private static void WriteAddress(Utf8XmlWriter xml, PostalAddress address)
    {
        xml.Start("addr"u8);
        foreach (var line in address.Lines)
        {
            xml.Element("streetAddressLine"u8, line);
        }

        xml.Optional("postalCode"u8, address.PostalCode).Optional("city"u8, address.City)
            .Optional("country"u8, address.Country).End("addr"u8);
    }

    private static void WriteRepresentative(Utf8XmlWriter xml, LegalRepresentative representative)
    {
        xml.Start("personalRelationship"u8).Attribute("classCode"u8, "PRS");
        if (representative.Ins is { } ins)
        {
            xml.Id("id"u8, new InstanceIdentifier(ins.Authority, ins.Extension));
        }

        xml.Code("code"u8, representative.Relationship, DmpCodeSystems.Relationship);
        WriteTelecoms(xml, representative.Telecoms);
        xml.Start("relationshipHolder1"u8).Attribute("classCode"u8, "PSN").Attribute("determinerCode"u8, "INSTANCE");
        xml.Start("name"u8).Element("family"u8, representative.Name).Element("given"u8, representative.FirstNames)
            .End("name"u8);
        xml.End("relationshipHolder1"u8).End("personalRelationship"u8);
    }

    private static void WriteObservations(Utf8XmlWriter xml, FoundPatient patient)
    {
        var (dmp, isSearch) = (patient.Dmp, patient.Match is not null);
        if (patient.Match is { } match)
        {
            xml.Start("subjectOf1"u8).Start("queryMatchObservation"u8).Attribute("classCode"u8, "OBS")
                .Attribute("moodCode"u8, "EVN");
            xml.Code("code"u8, Observations.MatchPercentage);
            xml.Start("value"u8).Attribute("xsi:type"u8, "INT")
                .Attribute("value"u8, match.ToString(CultureInfo.InvariantCulture)).End("value"u8);
            xml.End("queryMatchObservation"u8).End("subjectOf1"u8);
            xml.Observation(
                isSearch, Observations.OpposesEmergencyCalls, DmpCodeSystems.Observation,
                dmp.Choices.OpposesEmergencyCalls);
            return;
        }

        xml.Observation(
            false, Observations.HasInternetAccount, DmpCodeSystems.Account, patient.HasInternetAccount);
        xml.Observation(
            false, Observations.IsAttachedToEns, DmpCodeSystems.Observation, dmp.IsAttachedToEns);
        if (patient.IsComplete)
        {
            xml.Observation(
                false, Observations.OpposesBreakGlass, DmpCodeSystems.Observation, dmp.Choices.OpposesBreakGlass);
            xml.Observation(
                false, Observations.OpposesEmergencyCalls, DmpCodeSystems.Observation,
                dmp.Choices.OpposesEmergencyCalls);
        }
    }

    private static void Observation(this Utf8XmlWriter xml, bool isSecond, string code, string system, bool value)
    {
        var subject = isSecond ? "subjectOf2"u8 : "subjectOf"u8;
        xml.Start(subject).Attribute("typeCode"u8, "SBJ").Start("administrativeObservation"u8)
            .Attribute("classCode"u8, "OBS").Attribute("moodCode"u8, "EVN");
        xml.Code("code"u8, code, system);
        xml.Boolean(value);
        xml.End("administrativeObservation"u8).End(subject);
    }

    private static Utf8XmlWriter Optional(this Utf8XmlWriter xml, ReadOnlySpan<byte> element, string? text) =>
        text is null ? xml : xml.Element(element, text);
}
