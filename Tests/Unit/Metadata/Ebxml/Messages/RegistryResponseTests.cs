using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml.Messages;

[TestClass]
public sealed class RegistryResponseTests
{
    private static readonly RegistryError Error =
        new("XDSRegistryError", "a \"quoted\" <text>", ErrorSeverity.Error, null);
    private static readonly RegistryError Warning =
        new("XDSExtraMetadataNotSaved", "slot", ErrorSeverity.Warning, "line 3");

    [TestMethod]
    [DataRow(ResponseStatus.Success, "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success")]
    [DataRow(ResponseStatus.Failure, "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure")]
    [DataRow(ResponseStatus.PartialSuccess, "urn:ihe:iti:2007:ResponseStatusType:PartialSuccess")]
    public void EachStatusHasItsUrn(ResponseStatus status, string urn)
    {
        var message = MessageText.Written(xml => RegistryResponseWriter.Write(xml, new(status, [])));

        Assert.AreEqual($"<rs:RegistryResponse xmlns:rs=\"{MessageText.Rs}\" status=\"{urn}\"/>", message);
        Assert.AreEqual(status, Read(message).Status);
    }

    [TestMethod]
    public void ErrorsAreReadAsTheyWereWritten()
    {
        var response = new RegistryResponse(ResponseStatus.Failure, [Warning, Error]);

        var read = Read(MessageText.Written(xml => RegistryResponseWriter.Write(xml, response)));

        Assert.AreEqual(ResponseStatus.Failure, read.Status);
        Assert.AreSequenceEqual([Warning, Error], read.Errors);
    }

    [TestMethod]
    public void TheListTellsItsHighestSeverity()
    {
        const string type = "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:";

        Assert.AreEqual(type + "Error", HighestSeverity(Warning, Error, Warning));
        Assert.AreEqual(type + "Warning", HighestSeverity(Warning));
    }

    [TestMethod]
    public void WhatIsAbsentIsSupplied()
    {
        var read = Read(
            "<rs:RegistryResponse><rs:RegistryErrorList><rs:RegistryError/></rs:RegistryErrorList>"
            + "</rs:RegistryResponse>");

        Assert.AreEqual(ResponseStatus.Failure, read.Status);
        Assert.AreEqual(new RegistryError("XDSRegistryError", "", ErrorSeverity.Error, null), read.Errors.Single());
        Assert.AreEqual(ResponseStatus.Success, Read("<rs:RegistryResponse/>").Status);
    }

    [TestMethod]
    public void ACodeWithUrnAndATextInsteadOfTheContextAreUnderstood()
    {
        var read = Read("""
            <rs:RegistryResponse status=" urn:ihe:iti:2007:ResponseStatusType:Success ">
              <rs:ResponseSlotList/>
              <rs:RegistryErrorList>
                <rs:RegistryError errorCode="urn:oasis:names:tc:ebxml-regrep:ErrorCode:DocumentQueued"
                  severity="Warning" location="">text</rs:RegistryError>
              </rs:RegistryErrorList>
            </rs:RegistryResponse>
            """);

        Assert.AreEqual(ResponseStatus.Success, read.Status);
        Assert.AreEqual(new RegistryError("DocumentQueued", "text", ErrorSeverity.Warning, null), read.Errors.Single());
    }

    [TestMethod]
    public void AStatusThatXdsDoesNotKnowIsAFailure() =>
        Assert.AreEqual(
            ResponseStatus.Failure,
            Read("<rs:RegistryResponse status='urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Unavailable'/>")
                .Status);

    [TestMethod]
    public void AnotherElementIsMalformed() =>
        Assert.ThrowsExactly<MalformedMessageException>(() => Read("<rim:RegistryResponse/>"));

    private static string? HighestSeverity(params RegistryError[] errors) =>
        MessageText.Parsed(xml => RegistryResponseWriter.Write(xml, new(ResponseStatus.Failure, errors)))
            .Elements().Single().Attribute("highestSeverity")?.Value;

    private static RegistryResponse Read(string message)
    {
        using var reader = MessageText.Reader(message);
        var response = RegistryResponseReader.Read(reader);
        reader.MoveToContent();
        Assert.AreEqual("after", reader.LocalName);
        return response;
    }
}
