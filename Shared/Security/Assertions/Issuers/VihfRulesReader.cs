using XdsDmp.Metadata.Files;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Security.Assertions.Issuers;

/// <summary>Reads the member <c>vihf</c> of an issuer; what is left out has the DMP's value.</summary>
internal static class VihfRulesReader
{
    public static VihfRules Read(FileNode issuer, List<FileMistake> mistakes)
    {
        var rules = new VihfRules();
        if (issuer.Member("vihf") is not { } place)
        {
            return rules;
        }

        var node = new FileNode(
            place, mistakes, "versions", "resources", "personFrom", "structureFrom", "dependentStructures",
            "professionSystems", "specialities");
        return new VihfRules
        {
            Versions = FileLists.Texts(node, "versions") ?? rules.Versions,
            Resources = FileLists.Texts(node, "resources") ?? rules.Resources,
            PersonFrom = SubjectTypes(node, "personFrom") ?? rules.PersonFrom,
            StructureFrom = SubjectTypes(node, "structureFrom") ?? rules.StructureFrom,
            DependentStructures = Structures(node, mistakes) ?? rules.DependentStructures,
            ProfessionSystems = FileLists.Texts(node, "professionSystems", IsOid, "an OID"),
            Specialities = Specialities(node, mistakes) ?? rules.Specialities,
        };
    }

    private static List<string>? SubjectTypes(FileNode node, string name) => FileLists.Texts(
            node, name, text => DistinguishedNameText.TypeOf(text) is not null,
            "a part of a certificate's subject, such as OU, serialNumber or an OID")
        ?.Select(text => DistinguishedNameText.TypeOf(text) ?? text).ToList();

    private static Dictionary<string, IReadOnlyList<string>>? Structures(FileNode node, List<FileMistake> mistakes)
    {
        if (node.Member("dependentStructures") is not { } place)
        {
            return null;
        }

        var structures = new FileNode(place, mistakes, [.. place.Members.Select(member => member.Name)]);
        return place.Members.Select(member => member.Name).Distinct(StringComparer.Ordinal).ToDictionary(
            name => name, name => FileLists.Texts(structures, name) ?? [], StringComparer.Ordinal);
    }

    private static List<(Assertions.AssertedCode, string?)>? Specialities(
        FileNode node, List<FileMistake> mistakes) => node.List("specialities")?.Select(item =>
        {
            var speciality = new FileNode(item, mistakes, "profession", "system", "specialitySystem");
            return (
                new Assertions.AssertedCode(
                    speciality.Required("profession"), speciality.Required("system", IsOid, "an OID")),
                speciality.Optional("specialitySystem", IsOid, "an OID"));
        }).ToList();

    private static bool IsOid(string text) => Oid.IsValid(text);
}
