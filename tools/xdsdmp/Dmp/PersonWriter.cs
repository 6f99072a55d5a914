using XdsDmp.Xml;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>Writes a person as the patientPerson of a message.</summary>
internal static class PersonWriter
{
    public static void Write(Utf8XmlWriter xml, DmpPerson person)
    {
        xml.Start("patientPerson"u8).Attribute("classCode"u8, "PSN").Attribute("determinerCode"u8, "INSTANCE");
        xml.Start("name"u8);
        Optional(xml, "prefix"u8, person.Prefix);
        if (person.UsedName is not null)
        {
            xml.Start("family"u8).Attribute("qualifier"u8, "SP").Text(person.UsedName).End("family"u8);
        }

        xml.Start("family"u8).Attribute("qualifier"u8, "BR").Text(person.BirthName).End("family"u8);
        foreach (var given in person.FirstNames.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            xml.Element("given"u8, given);
        }

        xml.End("name"u8);
        Telecom(xml, "HP", "tel:", person.HomePhone);
        Telecom(xml, "MC", "tel:", person.MobilePhone);
        Telecom(xml, null, "mailto:", person.Email);
        if (person.Gender is not null)
        {
            xml.Start("administrativeGenderCode"u8).Attribute("code"u8, person.Gender)
                .Attribute("codeSystem"u8, "2.16.840.1.113883.5.1").End("administrativeGenderCode"u8);
        }

        if (person.BirthDate is not null)
        {
            xml.Start("birthTime"u8).Attribute("value"u8, person.BirthDate).End("birthTime"u8);
        }

        if (person.Street is not null || person.PostalCode is not null || person.City is not null)
        {
            xml.Start("addr"u8);
            Optional(xml, "streetAddressLine"u8, person.Street);
            Optional(xml, "postalCode"u8, person.PostalCode);
            Optional(xml, "city"u8, person.City);
            xml.End("addr"u8);
        }

        if (person.BirthPlace is not null)
        {
            xml.Start("birthPlace"u8).Start("addr"u8).Element("county"u8, person.BirthPlace).End("addr"u8)
                .End("birthPlace"u8);
        }

        xml.End("patientPerson"u8);
    }

    private static void Telecom(Utf8XmlWriter xml, string? use, string scheme, string? address)
    {
        if (address is not null)
        {
            xml.Start("telecom"u8).Attribute("use"u8, use).Attribute("value"u8, scheme + address).End("telecom"u8);
        }
    }

    private static void Optional(Utf8XmlWriter xml, ReadOnlySpan<byte> element, string? text)
    {
        if (text is not null)
        {
            xml.Element(element, text);
        }
    }
}
