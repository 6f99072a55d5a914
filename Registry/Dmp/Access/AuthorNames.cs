using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>Who an author is, as French metadata say it (CI-SIS, volet Structuration minimale: XCN, XON).</summary>
internal static class AuthorNames
{
    private const int IdentifierTypeOfPerson = 13;
    private const int IdentifierOfInstitution = 10;

    /// <summary>An author of this PS_IdNat, or INS.</summary>
    public static bool IsPerson(Author author, string userId) =>
        userId.Length > 0 && Hl7.Component(author.Person, 1).SequenceEqual(userId);

    /// <summary>An author working in this structure (Struct_IdNat).</summary>
    public static bool IsOfStructure(Author author, string structureId) =>
        structureId.Length > 0 && author.Institutions.Any(
            institution => Hl7.Component(institution, IdentifierOfInstitution).SequenceEqual(structureId));

    /// <summary>The patient himself: identified by an INS (NH).</summary>
    public static bool IsPatient(Author author) =>
        Hl7.Component(author.Person, IdentifierTypeOfPerson).SequenceEqual("NH");
}
