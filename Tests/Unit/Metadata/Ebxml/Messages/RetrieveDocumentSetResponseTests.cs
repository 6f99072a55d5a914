using System.Xml.Linq;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml.Messages;

[TestClass]
public sealed class RetrieveDocumentSetResponseTests
{
    private static readonly RetrieveDocumentSetResponse<DocumentContent> Response = new(
        new(ResponseStatus.PartialSuccess, [new("XDSDocumentUniqueIdError", "unknown", ErrorSeverity.Error, "9")]),
        [
            new("1.2", "5", "text/xml", DocumentContent.Attached("a@x")),
            new("1.2", "6", "text/plain", DocumentContent.Inline("ABC"u8.ToArray()))
            {
                HomeCommunityId = "urn:oid:1.9",
                NewRepositoryUniqueId = "1.3",
                NewDocumentUniqueId = "7",
            },
        ]);

    [TestMethod]
    public void WhatIsWrittenIsReadAgain()
    {
        var read = Read(MessageText.Written(xml => RetrieveDocumentSetResponseWriter.Write(xml, Response)));

        Assert.AreEqual(ResponseStatus.PartialSuccess, read.Response.Status);
        Assert.AreEqual(Response.Response.Errors.Single(), read.Response.Errors.Single());
        Assert.Contains("href=\"cid:a@x\"", read.Documents[0].Content);
        Assert.AreEqual(
            new DocumentResponse<string>("1.2", "6", "text/plain", "QUJD")
            {
                HomeCommunityId = "urn:oid:1.9",
                NewRepositoryUniqueId = "1.3",
                NewDocumentUniqueId = "7",
            },
            read.Documents[1]);
    }

    [TestMethod]
    public void TheWrittenMessageHasTheOrderOfTheSchema()
    {
        var root = MessageText.Parsed(xml => RetrieveDocumentSetResponseWriter.Write(xml, Response));

        Assert.AreEqual("RegistryResponse DocumentResponse DocumentResponse", MessageText.ChildNames(root));
        Assert.AreEqual(
            "RepositoryUniqueId DocumentUniqueId mimeType Document",
            MessageText.ChildNames(root.Elements().ElementAt(1)));
        Assert.AreEqual(
            "HomeCommunityId RepositoryUniqueId DocumentUniqueId NewRepositoryUniqueId NewDocumentUniqueId mimeType "
            + "Document",
            MessageText.ChildNames(root.Elements().ElementAt(2)));
    }

    [TestMethod]
    public void TheIncludeIsTheOnlyContentOfItsDocument()
    {
        var document = MessageText.Parsed(xml => RetrieveDocumentSetResponseWriter.Write(xml, Response))
            .Descendants(XName.Get("Document", MessageText.Xds)).First();

        var include = (XElement)document.Nodes().Single();
        Assert.AreEqual("http://www.w3.org/2004/08/xop/include", include.Name.NamespaceName);
        Assert.AreEqual("cid:a@x", include.Attribute("href")?.Value);
    }

    [TestMethod]
    public void TheOrderDoesNotMatter()
    {
        var read = Read("""
            <xds:RetrieveDocumentSetResponse>
              <xds:DocumentResponse>
                <xds:Document>QUJD</xds:Document>
                <xds:DocumentUniqueId>5</xds:DocumentUniqueId>
                <xds:RepositoryUniqueId>1.2</xds:RepositoryUniqueId>
              </xds:DocumentResponse>
              <rs:RegistryResponse/>
            </xds:RetrieveDocumentSetResponse>
            """);

        Assert.AreEqual(new DocumentResponse<string>("1.2", "5", "", "QUJD"), read.Documents.Single());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<rs:RegistryResponse/><xds:DocumentResponse/>")]
    [DataRow("<rs:RegistryResponse/><xds:DocumentResponse><xds:RepositoryUniqueId>1</xds:RepositoryUniqueId>"
        + "<xds:DocumentUniqueId>1</xds:DocumentUniqueId></xds:DocumentResponse>")]
    [DataRow("<rs:RegistryResponse/><xds:DocumentResponse><xds:RepositoryUniqueId>1</xds:RepositoryUniqueId>"
        + "<xds:DocumentUniqueId>1</xds:DocumentUniqueId><xds:Document/><xds:Document/></xds:DocumentResponse>")]
    public void AnotherStructureIsMalformed(string content) =>
        Assert.ThrowsExactly<MalformedMessageException>(
            () => Read($"<xds:RetrieveDocumentSetResponse>{content}</xds:RetrieveDocumentSetResponse>"));

    private static RetrieveDocumentSetResponse<string> Read(string message)
    {
        using var reader = MessageText.Reader(message);
        return RetrieveDocumentSetResponseReader.Read(reader, content => content.ReadInnerXml());
    }
}
