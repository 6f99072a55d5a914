using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml.Messages;

[TestClass]
public sealed class RetrieveDocumentSetRequestTests
{
    [TestMethod]
    public void WhatIsWrittenIsReadAgain()
    {
        Sequence<DocumentRequest> requests = [new("1.2", "3.4^x&y"), new("1.2", "5", "urn:oid:1.9"), new("1.2", "5")];

        var message = MessageText.Written(xml => RetrieveDocumentSetRequestWriter.Write(xml, requests));

        Assert.AreEqual(requests, Read(message));
    }

    [TestMethod]
    public void TheWrittenMessageHasTheOrderOfTheSchema()
    {
        var root = MessageText.Parsed(
            xml => RetrieveDocumentSetRequestWriter.Write(xml, [new("1.2", "5", "urn:oid:1.9")]));

        Assert.AreEqual(MessageText.Xds, root.Name.NamespaceName);
        Assert.AreEqual(
            "HomeCommunityId RepositoryUniqueId DocumentUniqueId", MessageText.ChildNames(root.Elements().Single()));
    }

    [TestMethod]
    public void OrderBlanksAndUnknownElementsDoNotMatter()
    {
        var requests = Read("""
            <xds:RetrieveDocumentSetRequest>
              <x xmlns="urn:x"><xds:DocumentRequest/></x>
              <xds:DocumentRequest>
                <xds:DocumentUniqueId>
                  5
                </xds:DocumentUniqueId><xds:Other/>
                <xds:RepositoryUniqueId>1.2</xds:RepositoryUniqueId>
                <xds:HomeCommunityId/>
              </xds:DocumentRequest>
            </xds:RetrieveDocumentSetRequest>
            """);

        Assert.AreEqual(new DocumentRequest("1.2", "5"), requests.Single());
    }

    [TestMethod]
    [DataRow("", "xds:RetrieveDocumentSetRequest")]
    [DataRow("<xds:DocumentRequest/>", "xds:DocumentRequest")]
    [DataRow(
        "<xds:DocumentRequest><xds:DocumentUniqueId>1</xds:DocumentUniqueId></xds:DocumentRequest>",
        "xds:DocumentRequest")]
    [DataRow(
        "<xds:DocumentRequest><xds:RepositoryUniqueId>1</xds:RepositoryUniqueId></xds:DocumentRequest>",
        "xds:DocumentRequest")]
    [DataRow(
        "<xds:DocumentRequest><xds:DocumentUniqueId>1</xds:DocumentUniqueId>"
        + "<xds:DocumentUniqueId>2</xds:DocumentUniqueId></xds:DocumentRequest>",
        "xds:DocumentUniqueId")]
    public void AnotherStructureIsMalformed(string content, string element) =>
        Assert.AreEqual(
            element,
            Assert.ThrowsExactly<MalformedMessageException>(
                () => Read($"<xds:RetrieveDocumentSetRequest>{content}</xds:RetrieveDocumentSetRequest>")).Element);

    private static Sequence<DocumentRequest> Read(string message)
    {
        using var reader = MessageText.Reader(message);
        var requests = RetrieveDocumentSetRequestReader.Read(reader);
        reader.MoveToContent();
        Assert.AreEqual("after", reader.LocalName);
        return requests;
    }
}
