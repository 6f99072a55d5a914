using System.Text;
using System.Xml;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml.Messages;

[TestClass]
public sealed class ProvideAndRegisterDocumentSetRequestTests
{
    private const string Submit =
        "<lcm:SubmitObjectsRequest><rim:RegistryObjectList><rim:ExtrinsicObject id='d1'/></rim:RegistryObjectList>"
        + "</lcm:SubmitObjectsRequest>";

    [TestMethod]
    public void DocumentsAreReadWithTheContentTheCallerMadeOfThem()
    {
        var request = Read(Submit + "<xds:Document id='d1'>QUJD</xds:Document><xds:Document id='d2'></xds:Document>");

        Assert.AreEqual("d1", request.Objects.Objects.Single().Id);
        Assert.AreSequenceEqual([new("d1", "QUJD"), new ProvidedDocument<string>("d2", "")], request.Documents);
    }

    [TestMethod]
    public void TheOrderDoesNotMatter() =>
        Assert.AreEqual("d1", Read("<xds:Document id=' d1 '>QUJD</xds:Document>" + Submit).Documents.Single().Id);

    [TestMethod]
    public void ASubmissionWithoutDocumentsIsLegal() => Assert.IsEmpty(Read(Submit).Documents);

    [TestMethod]
    public void TheCallersReaderStandsOnTheDocumentAndSeesNothingElse()
    {
        var seen = new List<string>();
        Read(Submit + "<xds:Document id='d1'>QUJD</xds:Document><xds:Document id='d2'/>", content =>
        {
            seen.Add(content.LocalName);
            while (content.Read())
            {
                seen.Add(content.NodeType.ToString());
            }

            return "";
        });

        Assert.AreEqual("Document Text EndElement Document", string.Join(' ', seen));
    }

    [TestMethod]
    public void ACallerThatReadsNothingDoesNotStopTheReading() =>
        Assert.HasCount(3, Read(
            Submit + "<xds:Document id='d1'>QUJD</xds:Document><xds:Document id='d2'/>"
            + "<xds:Document id='d3'>x</xds:Document>",
            _ => "").Documents);

    [TestMethod]
    public void BigInlineContentCanBeReadInPieces()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        var decoded = new MemoryStream();

        Read(Submit + $"<xds:Document id='d1'>{Convert.ToBase64String(bytes)}</xds:Document>", content =>
        {
            var buffer = new byte[1_000];
            int count;
            while ((count = content.ReadElementContentAsBase64(buffer, 0, buffer.Length)) > 0)
            {
                decoded.Write(buffer, 0, count);
            }

            return "";
        });

        Assert.AreSequenceEqual(bytes, decoded.ToArray());
    }

    [TestMethod]
    [DataRow("<xds:Document id='d1'/><xds:Document id='d1'/>", 1)]
    [DataRow("<xds:Document>QUJD</xds:Document>", 0)]
    [DataRow("<xds:Document id=' '/>", 0)]
    public void AMissingOrRepeatedIdIsAnError(string documents, int read)
    {
        var errors = new RegistryErrors();

        var request = Read(Submit + documents, ReadText, errors);

        var error = Assert.ContainsSingle(errors);
        Assert.AreEqual("XDSRepositoryMetadataError", error.Code);
        Assert.Contains("PR-document-id", error.Context);
        Assert.HasCount(read, request.Documents);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<xds:Document id='d1'/>")]
    [DataRow(Submit + Submit)]
    public void AnotherStructureIsMalformed(string content) =>
        Assert.ThrowsExactly<MalformedMessageException>(() => Read(content));

    [TestMethod]
    public void AttachedAndInlineDocumentsAreWrittenAsTheyAreGiven()
    {
        var bytes = Encoding.ASCII.GetBytes(new string('x', 10_000));
        var objects = new RegistryObjectList([new ExtrinsicObject { Id = "d1" }]);
        var message = MessageText.Written(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(
            xml,
            new(objects,
            [
                new("d1", DocumentContent.Attached("a b@x")),
                new("d2", DocumentContent.Inline(bytes)),
                new("d3", DocumentContent.Inline(default)),
            ])));
        using var reader = MessageText.Reader(message);

        var request = ProvideAndRegisterDocumentSetRequestReader.Read(
            reader, new RegistryErrors(), content => content.ReadInnerXml());

        Assert.AreEqual(objects, request.Objects);
        Assert.AreEqual("d1 d2 d3", string.Join(' ', request.Documents.Select(d => d.Id)));
        Assert.AreEqual(
            "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:a%20b@x\" />",
            request.Documents[0].Content);
        Assert.AreEqual(Convert.ToBase64String(bytes), request.Documents[1].Content);
        Assert.AreEqual("", request.Documents[2].Content);
    }

    [TestMethod]
    public void TheWrittenMessageDeclaresItsPrefixesAndPutsMetadataFirst()
    {
        var root = MessageText.Parsed(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(
            xml, new(RegistryObjectList.Empty, [new("d1", DocumentContent.Attached("a@x"))])));

        Assert.AreEqual(MessageText.Xds, root.Name.NamespaceName);
        Assert.AreEqual("SubmitObjectsRequest Document", MessageText.ChildNames(root));
    }

    private static ProvideAndRegisterDocumentSetRequest<string> Read(
        string content, Func<XmlReader, string>? readContent = null, RegistryErrors? errors = null)
    {
        using var reader = MessageText.Reader(
            $"<xds:ProvideAndRegisterDocumentSetRequest>{content}</xds:ProvideAndRegisterDocumentSetRequest>");
        var request = ProvideAndRegisterDocumentSetRequestReader.Read(
            reader, errors ?? new RegistryErrors(), readContent ?? ReadText);
        Assert.AreEqual("after", reader.LocalName);
        return request;
    }

    private static string ReadText(XmlReader content) => content.ReadElementContentAsString();
}
