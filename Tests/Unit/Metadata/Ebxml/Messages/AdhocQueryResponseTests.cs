using System.Text;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml.Messages;

[TestClass]
public sealed class AdhocQueryResponseTests
{
    private static readonly RegistryResponse Failure = new(
        ResponseStatus.Failure, [new("XDSUnknownStoredQuery", "unknown", ErrorSeverity.Error, null)]);

    [TestMethod]
    public void FragmentsAreCopiedByteByByte()
    {
        const string first = "<rim:ExtrinsicObject id=\"urn:uuid:1\"  mimeType='text/xml'>\n</rim:ExtrinsicObject>";
        const string second = "<rim:Association id=\"é\"/>";

        var message = MessageText.Written(xml => AdhocQueryResponseWriter.Write(
            xml, RegistryResponse.Success, [MessageText.Fragment(first), MessageText.Fragment(second)]));

        Assert.Contains($"<rim:RegistryObjectList>{first}{second}</rim:RegistryObjectList>", message);
        Assert.AreEqual(
            "urn:uuid:1 é", string.Join(' ', Read(message).Objects.Objects.Select(o => o.Id)));
    }

    [TestMethod]
    public void WrittenObjectsAreReadAgain()
    {
        ExtrinsicObject entry = new() { Id = "urn:uuid:1", Status = "s", Slots = [new Slot("hash", ["ab"])] };
        var fragment = MessageText.Fragment(MessageText.Written(xml => RegistryObjectWriter.Write(xml, entry)));

        var read = Read(MessageText.Written(
            xml => AdhocQueryResponseWriter.Write(xml, RegistryResponse.Success, [fragment])));

        Assert.AreEqual(ResponseStatus.Success, read.Response.Status);
        Assert.AreEqual(new RegistryObjectList([entry]), read.Objects);
    }

    [TestMethod]
    public void AFailureHasAnEmptyObjectList()
    {
        var root = MessageText.Parsed(xml => AdhocQueryResponseWriter.Write(xml, Failure));

        Assert.AreEqual(MessageText.Query, root.Name.NamespaceName);
        Assert.AreEqual("RegistryErrorList RegistryObjectList", MessageText.ChildNames(root));
        Assert.IsTrue(root.Elements().Last().IsEmpty);
        Assert.EndsWith(":Failure", root.Attribute("status")?.Value ?? "");
    }

    [TestMethod]
    public void EveryPrefixIsDeclaredEvenWithoutContent()
    {
        var message = MessageText.Written(xml => AdhocQueryResponseWriter.Write(xml, RegistryResponse.Success));

        Assert.Contains($"xmlns:rim=\"{MessageText.Rim}\"", message);
        Assert.Contains($"xmlns:rs=\"{MessageText.Rs}\"", message);
        Assert.Contains($"xmlns:query=\"{MessageText.Query}\"", message);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("urn:oid:1.2")]
    public void ReferencesCarryIdAndHome(string? home)
    {
        EntryUuid[] ids = [new(Guid.NewGuid()), new(Guid.NewGuid())];

        var read = Read(MessageText.Written(xml =>
            AdhocQueryResponseWriter.WriteObjectRefs(xml, RegistryResponse.Success, ids, home)));

        Assert.AreSequenceEqual(
            ids.Select(id => new ObjectRef { Id = id.ToString(), Home = home }).ToArray(), read.Objects.Objects);
    }

    [TestMethod]
    public void ErrorsAreReadAgain()
    {
        var read = Read(MessageText.Written(xml => AdhocQueryResponseWriter.Write(xml, Failure)));

        Assert.AreEqual(ResponseStatus.Failure, read.Response.Status);
        Assert.AreSequenceEqual(Failure.Errors.ToArray(), read.Response.Errors);
        Assert.IsEmpty(read.Objects.Objects);
    }

    [TestMethod]
    public void StatusAndObjectListMayBeAbsent()
    {
        Assert.AreEqual(ResponseStatus.Success, Read("<query:AdhocQueryResponse/>").Response.Status);
        Assert.AreEqual(
            ResponseStatus.Failure,
            Read("""
                <query:AdhocQueryResponse>
                  <rs:RegistryErrorList><rs:RegistryError errorCode="x" codeContext="y"/></rs:RegistryErrorList>
                </query:AdhocQueryResponse>
                """).Response.Status);
    }

    [TestMethod]
    public void WhatIsWrongWithTheObjectsIsToldApart()
    {
        var problems = new RegistryErrors();
        using var reader = MessageText.Reader(
            "<query:AdhocQueryResponse><rim:RegistryObjectList><rim:Nonsense/></rim:RegistryObjectList>"
            + "</query:AdhocQueryResponse>");

        var read = AdhocQueryResponseReader.Read(reader, problems);

        Assert.HasCount(1, problems);
        Assert.IsEmpty(read.Response.Errors);
    }

    [TestMethod]
    public void AnswersOfFiftyObjectsTakeNoMoreThanTheirBytesAndTheFrame()
    {
        var fragment = MessageText.Fragment($"<rim:ObjectRef id=\"{new string('a', 3_000)}\"/>");
        var fragments = Enumerable.Repeat(fragment, 50).ToList();

        var message = MessageText.Written(
            xml => AdhocQueryResponseWriter.Write(xml, RegistryResponse.Success, fragments));

        Assert.IsLessThan((50 * fragment.Length) + 500, Encoding.UTF8.GetByteCount(message));
        Assert.HasCount(50, Read(message).Objects.Objects);
    }

    private static AdhocQueryResponse Read(string message)
    {
        using var reader = MessageText.Reader(message);
        var response = AdhocQueryResponseReader.Read(reader, new RegistryErrors());
        reader.MoveToContent();
        Assert.AreEqual("after", reader.LocalName);
        return response;
    }
}
