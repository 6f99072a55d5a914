using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml.Messages;

[TestClass]
public sealed class AdhocQueryRequestTests
{
    [TestMethod]
    public void WhatIsWrittenIsReadAgain()
    {
        var request = new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, "ObjectRef", "urn:oid:1.2",
            [
                new("$b", "('1','2')", "('3')"),
                new("$a", "'x^^^&1.2&ISO'"),
                new("$b", "('4')"),
            ]);

        var read = Read(MessageText.Written(xml => AdhocQueryRequestWriter.Write(xml, request)));

        Assert.AreEqual(request with { Slots = [] }, read with { Slots = [] });
        Assert.AreEqual("$b: ('1','2') ('3') | $a: 'x^^^&1.2&ISO' | $b: ('4')", Slots(read));
    }

    [TestMethod]
    public void TheWrittenMessageHasTheOrderOfTheSchema()
    {
        var root = MessageText.Parsed(xml => AdhocQueryRequestWriter.Write(
            xml, new StoredQueryRequest("urn:uuid:x", QueryReturnType.LeafClass, new QuerySlot("$a", "'1'"))));

        Assert.AreEqual(MessageText.Query, root.Name.NamespaceName);
        Assert.AreEqual("ResponseOption AdhocQuery", MessageText.ChildNames(root));
        Assert.AreEqual("LeafClass", root.Elements().First().Attribute("returnType")?.Value);
        Assert.IsNull(root.Elements().Last().Attribute("home"));
    }

    [TestMethod]
    [DataRow(" urn:uuid:14D4DEBF-8F97-4251-9A74-A90016B0AF0D\n", "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d")]
    [DataRow("URN:UUID:14d4debf-8f97-4251-9a74-a90016b0af0d", "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d")]
    [DataRow("urn:uuid:Nothing", "urn:uuid:Nothing")]
    [DataRow(" FindDocuments ", "FindDocuments")]
    [DataRow("", "")]
    public void TheQueryIdIsTrimmedAndInLowerCase(string id, string expected) =>
        Assert.AreEqual(
            expected,
            Read($"<query:AdhocQueryRequest><rim:AdhocQuery id='{id}'/></query:AdhocQueryRequest>").QueryId);

    [TestMethod]
    public void WhatIsOptionalMayBeAbsent()
    {
        var read = Read("<query:AdhocQueryRequest><rim:AdhocQuery home=' '/></query:AdhocQueryRequest>");

        Assert.AreEqual("", read.QueryId);
        Assert.IsNull(read.ReturnType);
        Assert.IsNull(read.HomeCommunityId);
        Assert.IsEmpty(read.Slots);
    }

    [TestMethod]
    public void OrderBlanksAndUnknownElementsDoNotMatter()
    {
        var read = Read("""
            <query:AdhocQueryRequest maxResults="3">
              <rs:RequestSlotList><rim:Slot name="$x"><rim:ValueList/></rim:Slot></rs:RequestSlotList>
              <rim:AdhocQuery id="q">
                <rim:Name/>
                <rim:Slot name=" $a ">
                  <rim:ValueList>
                    <rim:Value>
                      ('1')
                    </rim:Value>
                    <rim:Value/>
                  </rim:ValueList>
                </rim:Slot>
                <rim:Slot name="$b"/>
                <rim:Slot><rim:ValueList/></rim:Slot>
                <rim:QueryExpression queryLanguage="SQL">DROP TABLE</rim:QueryExpression>
              </rim:AdhocQuery>
              <query:ResponseOption returnType="LeafClass"/>
            </query:AdhocQueryRequest>
            """);

        Assert.AreEqual("LeafClass", read.ReturnType);
        Assert.AreEqual("$a: ('1')  | $b:  | : ", Slots(read));
    }

    [TestMethod]
    [DataRow("", "query:AdhocQueryRequest")]
    [DataRow("<query:ResponseOption/>", "query:AdhocQueryRequest")]
    [DataRow("<rim:AdhocQuery/><rim:AdhocQuery/>", "rim:AdhocQuery")]
    public void AnotherStructureIsMalformed(string content, string element) =>
        Assert.AreEqual(
            element,
            Assert.ThrowsExactly<MalformedMessageException>(
                () => Read($"<query:AdhocQueryRequest>{content}</query:AdhocQueryRequest>")).Element);

    [TestMethod]
    public void TooManySlotsOrValuesAreMalformed()
    {
        var values = string.Concat(Enumerable.Repeat("<rim:Value>('a')</rim:Value>", 10_001));
        var slots = string.Concat(Enumerable.Repeat("<rim:Slot name='$a'/>", 1_001));

        Assert.ThrowsExactly<MalformedMessageException>(() => ReadQuery(slots));
        Assert.ThrowsExactly<MalformedMessageException>(
            () => ReadQuery($"<rim:Slot name='$a'><rim:ValueList>{values}</rim:ValueList></rim:Slot>"));
    }

    private static string Slots(StoredQueryRequest request) =>
        string.Join(" | ", request.Slots.Select(s => $"{s.Name}: {string.Join(' ', s.Values)}"));

    private static StoredQueryRequest ReadQuery(string slots) =>
        Read($"<query:AdhocQueryRequest><rim:AdhocQuery id='q'>{slots}</rim:AdhocQuery></query:AdhocQueryRequest>");

    private static StoredQueryRequest Read(string message)
    {
        using var reader = MessageText.Reader(message);
        var request = AdhocQueryRequestReader.Read(reader);
        reader.MoveToContent();
        Assert.AreEqual("after", reader.LocalName);
        return request;
    }
}
