using System.Globalization;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>
/// Reads a patientPerson (PRPA_MT201301UV02): names, birth, address, telecommunication, legal representatives.
/// </summary>
internal static class PersonReader
{
    private const int DateLength = 8;

    /// <summary>What code system 2.16.840.1.113883.1.11.19579 has for those who can stand for somebody.</summary>
    private static readonly string[] Relationships =
    [
        "FTH", "MTH", "STPFTH", "STPMTH", "GRFTH", "GRMTH", "GGRFTH", "GGRMTH", "AUNT", "UNCLE", "BRO", "SIS",
        "RESPRSN",
    ];

    /// <summary>Null when nobody is described.</summary>
    public static Demographics? Read(ElementNode? person, MessageProblems problems)
    {
        if (person is null)
        {
            return null;
        }

        var name = NameOf(person.Child("name"), "patientPerson/name", problems);
        return new Demographics
        {
            BirthName = name.Birth,
            UsedName = name.Used,
            FirstNames = name.First,
            Prefix = problems.Bounded(person.Child("name").Child("prefix").Words(), "patientPerson/name/prefix"),
            Gender = GenderOf(person, problems),
            BirthDate = DateOf(person.Child("birthTime").Value("value"), problems),
            BirthPlace = BirthPlaceOf(person.Child("birthPlace"), problems),
            BirthRank = RankOf(person.Child("multipleBirthOrderNumber").Value("value"), problems),
            Address = AddressOf(person.Child("addr"), problems),
            Telecoms = TelecomsOf(person, problems),
            Representatives = [.. person.ChildrenOf("personalRelationship").Select(r => RepresentativeOf(r, problems))],
        };
    }

    // The name of birth says BR; a name in use SP, CL or nothing. Who has only one name bears it since birth.
    private static (string Birth, string? Used, string First) NameOf(
        ElementNode? name, string place, MessageProblems problems)
    {
        var families = name.ChildrenOf("family").ToList();
        var birth = families.Find(family => family.Value("qualifier") == "BR");
        var used = families.Find(family => family != birth);
        (birth, used) = birth is null ? (used, null) : (birth, used);
        var first = string.Join(' ', name.ChildrenOf("given").Select(given => given.Words()).OfType<string>());
        var family = problems.Bounded(birth.Words(), $"{place}/family");
        if (family is null)
        {
            problems.Missing(
                $"{place}/family", "the name of birth, with qualifier BR", "le nom de naissance (qualifier BR)");
        }

        if (first.Length == 0)
        {
            problems.Missing($"{place}/given", "the first names", "les prénoms");
        }

        return (family ?? "", problems.Bounded(used.Words(), $"{place}/family"),
            problems.Bounded(first, $"{place}/given")!);
    }

    private static string? GenderOf(ElementNode person, MessageProblems problems)
    {
        var gender = person.Child("administrativeGenderCode").Value("code");
        if (gender is not (null or "M" or "F" or "UN"))
        {
            problems.Wrong("patientPerson/administrativeGenderCode", gender, "M, F or UN", "M, F ou UN");
        }

        return gender;
    }

    /// <summary>Eight digits: a date of the lunar calendar, or one known by its year only, stays as it is.</summary>
    private static string? DateOf(string? time, MessageProblems problems)
    {
        if (time is not null
            && (time.Length < DateLength || time.AsSpan(0, DateLength).ContainsAnyExceptInRange('0', '9')))
        {
            problems.Wrong(
                "patientPerson/birthTime", time, "YYYYMMDD, as on the card", "AAAAMMJJ, comme sur la carte");
            return null;
        }

        return time?[..DateLength];
    }

    private static string? BirthPlaceOf(ElementNode? place, MessageProblems problems) => problems.Bounded(
        place.Below("addr", "county").Words() ?? place.Below("addr", "city").Words() ?? place.Child("name").Words()
            ?? place.Child("addr").Words(),
        "patientPerson/birthPlace");

    private static int? RankOf(string? text, MessageProblems problems)
    {
        if (text is null)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rank) || rank is < 1 or > 9)
        {
            problems.Wrong("patientPerson/multipleBirthOrderNumber", text, "1 to 9", "de 1 à 9");
            return null;
        }

        return rank;
    }

    private static PostalAddress? AddressOf(ElementNode? address, MessageProblems problems)
    {
        if (address is null)
        {
            return null;
        }

        var lines = address.ChildrenOf("streetAddressLine").Concat(address.ChildrenOf("deliveryAddressLine"))
            .Concat(address.ChildrenOf("additionalLocator"))
            .Select(line => problems.Bounded(line.Words(), "patientPerson/addr")).OfType<string>().ToList();
        return new PostalAddress(
            lines, problems.Bounded(address.Child("postalCode").Words(), "patientPerson/addr/postalCode"),
            problems.Bounded(address.Child("city").Words(), "patientPerson/addr/city"),
            problems.Bounded(address.Child("country").Words(), "patientPerson/addr/country"));
    }

    private static List<Telecom> TelecomsOf(ElementNode owner, MessageProblems problems) =>
    [
        .. from telecom in owner.ChildrenOf("telecom")
           let value = problems.Bounded(telecom.Value("value"), "telecom")
           where value is not null
           select new Telecom(value, telecom.Value("use")),
    ];

    private static LegalRepresentative RepresentativeOf(ElementNode relationship, MessageProblems problems)
    {
        const string place = "patientPerson/personalRelationship";
        var code = relationship.Child("code").Value("code") ?? "";
        if (!Relationships.Contains(code))
        {
            problems.Wrong($"{place}/code", code, string.Join(", ", Relationships));
        }

        var holder = relationship.Child("relationshipHolder1");
        var name = NameOf(holder.Child("name"), $"{place}/relationshipHolder1/name", problems);
        var ins = relationship.Identifiers("id").Concat(holder.Identifiers("id"))
            .Where(id => id.Extension is not null).Select(id => new PatientId(id.Extension!, id.Root)).FirstOrDefault();
        return new LegalRepresentative(code, name.Used ?? name.Birth, name.First, ins)
        {
            Telecoms = [.. TelecomsOf(relationship, problems), .. holder is null ? [] : TelecomsOf(holder, problems)],
        };
    }
}
