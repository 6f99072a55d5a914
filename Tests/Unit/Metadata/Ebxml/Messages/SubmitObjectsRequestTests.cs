using System.Xml;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml.Messages;

[TestClass]
public sealed class SubmitObjectsRequestTests
{
    private static readonly RegistryObjectList Objects = new(
    [
        new ExtrinsicObject { Id = "Document01", MimeType = "text/xml" },
        new RimAssociation { Id = "a1", AssociationType = "t", SourceObject = "s", TargetObject = "Document01" },
    ]);

    [TestMethod]
    public void WhatIsWrittenIsReadAgain() =>
        Assert.AreEqual(Objects, Read(MessageText.Written(xml => SubmitObjectsRequestWriter.Write(xml, Objects))));

    [TestMethod]
    public void TheMessageDeclaresItsPrefixes()
    {
        var root = MessageText.Parsed(xml => SubmitObjectsRequestWriter.Write(xml, Objects));

        Assert.AreEqual(MessageText.Lcm, root.Name.NamespaceName);
        Assert.AreEqual("RegistryObjectList", MessageText.ChildNames(root));
        Assert.AreEqual("ExtrinsicObject Association", MessageText.ChildNames(root.Elements().Single()));
    }

    [TestMethod]
    public void FragmentsAreCopied()
    {
        ReadOnlyMemory<byte>[] fragments =
            [MessageText.Fragment("<rim:ObjectRef id=\"a\"/>"), MessageText.Fragment("<rim:ObjectRef id=\"b\"/>")];

        var read = Read(MessageText.Written(xml => SubmitObjectsRequestWriter.Write(xml, fragments)));

        Assert.AreEqual("a b", string.Join(' ', read.Objects.Select(o => o.Id)));
    }

    [TestMethod]
    public void TheRequestSlotListIsPassedOver()
    {
        var read = Read("""
            <lcm:SubmitObjectsRequest id="1" comment="c">
              <rs:RequestSlotList><rim:Slot name="x"><rim:ValueList/></rim:Slot></rs:RequestSlotList>
              <rim:RegistryObjectList><rim:ObjectRef id="a"/></rim:RegistryObjectList>
            </lcm:SubmitObjectsRequest>
            """);

        Assert.AreEqual("a", read.Objects.Single().Id);
    }

    [TestMethod]
    public void TheReaderIsLeftBehindTheMessage()
    {
        using var reader = MessageText.Reader(
            "<lcm:SubmitObjectsRequest><rim:RegistryObjectList/></lcm:SubmitObjectsRequest>");

        SubmitObjectsRequestReader.Read(reader, new RegistryErrors());

        Assert.AreEqual("after", reader.LocalName);
    }

    [TestMethod]
    [DataRow("<lcm:RemoveObjectsRequest/>", "lcm:SubmitObjectsRequest")]
    [DataRow("<SubmitObjectsRequest xmlns='urn:x'/>", "lcm:SubmitObjectsRequest")]
    [DataRow("<lcm:SubmitObjectsRequest/>", "lcm:SubmitObjectsRequest")]
    [DataRow("<lcm:SubmitObjectsRequest> </lcm:SubmitObjectsRequest>", "lcm:SubmitObjectsRequest")]
    [DataRow("<lcm:SubmitObjectsRequest><RegistryObjectList/></lcm:SubmitObjectsRequest>", "lcm:SubmitObjectsRequest")]
    [DataRow(
        "<lcm:SubmitObjectsRequest><rim:RegistryObjectList/><rim:RegistryObjectList/></lcm:SubmitObjectsRequest>",
        "rim:RegistryObjectList")]
    public void AnotherStructureIsMalformed(string message, string element)
    {
        var exception = Assert.ThrowsExactly<MalformedMessageException>(() => Read(message));

        Assert.AreEqual(element, exception.Element);
        Assert.AreNotEqual("", exception.Problem);
        Assert.AreEqual(2, exception.LineNumber);
    }

    [TestMethod]
    public void AMessageThatEndsEarlyIsNotWellFormed()
    {
        using var reader = MessageText.Reader("<lcm:SubmitObjectsRequest><rim:RegistryObjectList>");

        Assert.Throws<XmlException>(() => SubmitObjectsRequestReader.Read(reader, new RegistryErrors()));
    }

    private static RegistryObjectList Read(string message)
    {
        using var reader = MessageText.Reader(message);
        return SubmitObjectsRequestReader.Read(reader, new RegistryErrors());
    }
}
