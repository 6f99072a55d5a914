using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Rules;
using XdsDmp.Tests.Support;
using static XdsDmp.Tests.Unit.Metadata.Rules.Verdict;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Tests.Unit.Metadata.Rules.Attributes;

[TestClass]
public sealed class CodeAndAuthorTests
{
    [TestMethod]
    public void ACodeHasAValue() => Refuses("DE-typeCode", Code(c => c with { NodeRepresentation = "" }));

    [TestMethod]
    public void ACodeHasOneScheme()
    {
        Refuses("DE-typeCode", Code(c => c.Without(SlotNames.CodingScheme)));
        Refuses("DE-typeCode", Code(c => c.With(SlotNames.CodingScheme)));
        Refuses("DE-typeCode", Code(c => c.With(SlotNames.CodingScheme, "")));
        Refuses("DE-typeCode", Code(c => c.With(SlotNames.CodingScheme, "1.2", "1.3")));
    }

    [TestMethod]
    public void ACodeHasADisplayNameUnlessSet()
    {
        Refuses("DE-typeCode", Code(c => c with { Name = null }));
        Refuses("DE-typeCode", Code(c => c with { Name = InternationalString.Of("") }));
        Accepts(Code(c => c with { Name = null }), new MetadataRuleSettings { RequireDisplayNames = false });
    }

    [TestMethod]
    public void AnAuthorIsSomeone()
    {
        Refuses("DE-author", Author(a => a.Without(
            SlotNames.AuthorPerson, SlotNames.AuthorInstitution, SlotNames.AuthorTelecommunication)));
        Accepts(Author(a => a.Without(SlotNames.AuthorPerson, SlotNames.AuthorInstitution)));
    }

    [TestMethod]
    public void AnAuthorIsOnePerson() =>
        Refuses("DE-author", Author(a => a.With(SlotNames.AuthorPerson, "^Martin", "^Dupont")));

    [TestMethod]
    public void AnAuthorHasNoCode() => Refuses("DE-author", Author(a => a with { NodeRepresentation = "x" }));

    [TestMethod]
    [DataRow(SlotNames.AuthorPerson, "^^Alice")]
    [DataRow(SlotNames.AuthorInstitution, "^^^^^&1.2&ISO^^^^7")]
    [DataRow(SlotNames.AuthorTelecommunication, "0102030405")]
    public void AnAuthorsPartsHaveTheirForm(string slot, string value) =>
        Refuses("DE-author", Author(a => a.With(slot, value)));

    [TestMethod]
    public void ADocumentMayHaveSeveralAuthorsOrNone()
    {
        var none = A.DocumentEntry().WithoutClassification(Urns.Author);

        Accepts(A.SubmissionOf(none));
        Accepts(A.SubmissionOf(none.With(A.Author(A.Document, Urns.Author)).With(A.Author(A.Document, Urns.Author))));
    }

    private static RegistryObjectList Code(Func<Classification, Classification> change) =>
        A.SubmissionOf(A.DocumentEntry().WithEach(Urns.TypeCode, change));

    private static RegistryObjectList Author(Func<Classification, Classification> change) =>
        A.SubmissionOf(A.DocumentEntry().WithEach(Urns.Author, change));
}
