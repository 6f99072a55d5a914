using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;

namespace XdsDmp.Metadata.Cda;

/// <summary>Persons, machines and structures of a CDA header in the forms of HL7 v2.</summary>
internal static class CdaNames
{
    /// <summary>XCN as IHE has it: identifier and name.</summary>
    public static string? Person(CdaElement? entity)
    {
        var (root, extension) = (entity?.At("id")?["root"], entity?.At("id")?["extension"]);
        var name = entity?.At("assignedPerson", "name");
        var hasId = extension is not null && Oid.IsValid(root);
        return !hasId && name?.TextAt("family") is null ? null
            : $"{(hasId ? Plain(extension) : "")}^{Plain(name?.TextAt("family"))}^{Plain(name?.TextAt("given"))}"
                + (hasId ? $"^^^^^^&{root}&ISO" : "");
    }

    /// <summary>XCN as French metadata have it: with the kind of the name and of the identifier.</summary>
    public static string? FrenchPerson(CdaElement? entity)
    {
        var id = IdOf(entity);
        if (entity is null || id is null)
        {
            return Person(entity);
        }

        var device = entity.At("assignedAuthoringDevice");
        var name = entity.At("assignedPerson", "name");
        var (family, given) = device is null
            ? (name?.TextAt("family"), name?.TextAt("given"))
            : (device.TextAt("softwareName"), device.TextAt("manufacturerModelName"));
        var isIns = InsAuthority.Find(id["root"]!) is not null;
        var (nameType, idType) = device is not null ? ("U", DmpPerson.ResourceType)
            : ("D", isIns ? DmpPerson.PatientType : DmpPerson.ProfessionalType);
        return $"{Plain(id["extension"])}^{Plain(family)}^{Plain(given)}^^^^^^&{id["root"]}&ISO^{nameType}^^^{idType}";
    }

    /// <summary>XON as French metadata have it.</summary>
    public static string? FrenchStructure(CdaElement? organization)
    {
        var id = IdOf(organization);
        var name = organization?.TextAt("name");
        return name is null ? null
            : id is null ? Plain(name)
            : $"{Plain(name)}^^^^^&{id["root"]}&ISO^{DmpStructure.StructureType}^^^{Plain(id["extension"])}";
    }

    /// <summary>The elements of the header that bear this id: the roles in which the person appears.</summary>
    public static IEnumerable<CdaElement> RolesOf(CdaElement root, CdaElement id) => root.Descendants()
        .Where(it => it.Name is "assignedEntity" or "associatedEntity" or "assignedAuthor"
            && it.All("id").Any(own => own["extension"] is not null
                && own["extension"] == id["extension"] && own["root"] == id["root"]));

    /// <summary>A code as French metadata write it into a text.</summary>
    public static string? FrenchCode(CdaElement? code) =>
        Code(code) is { } it ? $"{Plain(it.Value)}^{Plain(it.DisplayName)}^{Plain(it.Scheme)}" : null;

    public static Code? Code(CdaElement? code) =>
        code?["code"] is { } value && code["codeSystem"] is { } system
            ? new Code(value, system, code["displayName"] ?? value)
            : null;

    /// <summary>The first id that is one.</summary>
    private static CdaElement? IdOf(CdaElement? entity) =>
        entity?.All("id").FirstOrDefault(one => one["extension"] is not null && Oid.IsValid(one["root"]));

    /// <summary>Delimiters of HL7 v2 have no place inside a component.</summary>
    public static string Plain(string? text) =>
        text is null ? "" : string.Concat(text.Select(c => c is '^' or '&' or '|' or '~' or '\\' ? ' ' : c));
}
