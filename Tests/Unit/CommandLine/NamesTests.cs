using XdsDmp.CommandLine;

namespace XdsDmp.Tests.Unit.CommandLine;

[TestClass]
public sealed class NamesTests
{
    [TestMethod]
    [DataRow("FindDocuments", "find-documents")]
    [DataRow("EntryUUID", "entry-uuid")]
    [DataRow("FindDocumentsByReferenceId", "find-documents-by-reference-id")]
    [DataRow("uuid", "uuid")]
    public void WordsAreJoinedByHyphens(string name, string expected) => Assert.AreEqual(expected, Names.Kebab(name));
}
