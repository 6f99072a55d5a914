using System.Text;
using System.Xml;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap;

[TestClass]
public sealed class SoapMessageReaderTests
{
    [TestMethod]
    public async Task ASimpleMessageIsRead()
    {
        var (message, _) = await Samples.ReadAsync(Samples.SimpleType, Samples.Envelope());
        Assert.AreEqual(new SoapForm(SoapVersion.Soap12, false), message.Form);
        Assert.AreEqual("urn:act", message.Addressing.Action);
        Assert.AreEqual("urn:uuid:1", message.Addressing.MessageId);
        Assert.AreEqual(("urn:b", "Ask"), (message.BodyNamespace, message.BodyName));
        Assert.IsNull(message.Fault);
    }

    [TestMethod]
    public async Task ASoap11MessageIsRead()
    {
        var (message, _) = await Samples.ReadAsync("text/xml", Samples.Envelope(env: Samples.Env11));
        Assert.AreEqual(new SoapForm(SoapVersion.Soap11, false), message.Form);
    }

    [TestMethod]
    public async Task ASoap11PackageIsRead()
    {
        var root = Samples.Root(Samples.Envelope(env: Samples.Env11)).Replace("application/soap+xml", "text/xml");
        var type = Samples.MtomType.Replace("application/soap+xml", "text/xml");
        var (message, sink) = await Samples.ReadAsync(type, Samples.Package(root, Samples.Part("a@x", "A")));
        Assert.AreEqual(new SoapForm(SoapVersion.Soap11, true), message.Form);
        CollectionAssert.AreEqual("A"u8.ToArray(), sink["a@x"]);
    }

    [TestMethod]
    public async Task TheBodyCanBeReadMoreThanOnce()
    {
        using var message = (await Samples.ReadAsync(
            Samples.SimpleType, Samples.Envelope("\n <b:Ask xmlns:b='urn:b'>text</b:Ask> "))).Message;
        for (var i = 0; i < 2; i++)
        {
            using var reader = message.ReadBody();
            Assert.AreEqual(XmlNodeType.Element, reader.NodeType);
            Assert.AreEqual("Ask", reader.LocalName);
            Assert.AreEqual("text", reader.ReadElementContentAsString());
        }
    }

    [TestMethod]
    public async Task TheSecurityHeaderIsUnderstoodAndCanBeReadLater()
    {
        const string Wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
        var header = $"<w:Security xmlns:w='{Wsse}' s:role='urn:other'><x/></w:Security>"
            + $"<w:Security xmlns:w='{Wsse}' s:mustUnderstand='true'><w:Token>t</w:Token></w:Security>";
        using var message = (await Samples.ReadAsync(Samples.SimpleType, Samples.Envelope(header: header))).Message;
        using var security = message.ReadSecurity()!;
        Assert.IsTrue(message.HasSecurity);
        Assert.AreEqual("Security", security.LocalName);
        Assert.IsTrue(security.ReadToDescendant("Token", Wsse));
        Assert.AreEqual("Ask", message.ReadBody().LocalName);

        var fault = await Samples.FaultAsync(
            Samples.SimpleType, Samples.Envelope(header: header.Replace("urn:other", "")), "two wsse:Security");
        Assert.AreEqual("InvalidSecurity", fault.Subcode!.Name);
    }

    [TestMethod]
    public async Task WithoutSecurityThereIsNoSecurityReader()
    {
        var (message, _) = await Samples.ReadAsync(Samples.SimpleType, Samples.Envelope());
        Assert.IsFalse(message.HasSecurity);
        Assert.IsNull(message.ReadSecurity());
    }

    [TestMethod]
    public async Task AnEmptyBodyHasNoName()
    {
        using var message = (await Samples.ReadAsync(Samples.SimpleType, Samples.Envelope(""))).Message;
        Assert.AreEqual("", message.BodyName);
        Assert.ThrowsExactly<SoapFaultException>(message.ReadBody);
    }

    [TestMethod]
    [DataRow("utf-16", false)]
    [DataRow("utf-16", true)]
    [DataRow("utf-16BE", false)]
    [DataRow(null, true)]
    public async Task Utf16IsRead(string? charset, bool hasMark)
    {
        var encoding = new UnicodeEncoding(charset == "utf-16BE", hasMark);
        var xml = "<?xml version='1.0' encoding='utf-16'?>" + Samples.Envelope("<b:é xmlns:b='urn:b'/>");
        var bytes = encoding.GetPreamble().Concat(encoding.GetBytes(xml)).ToArray();
        var type = charset is null ? "application/soap+xml" : $"application/soap+xml; charset=\"{charset}\"";
        using var message = (await Samples.ReadAsync(type, bytes)).Message;
        Assert.AreEqual("é", message.BodyName);
        Assert.AreEqual("é", message.ReadBody().LocalName);
    }

    [TestMethod]
    public async Task TheCharsetOfHttpWinsOverTheDeclaration()
    {
        var xml = "<?xml version='1.0' encoding='utf-16'?>" + Samples.Envelope();
        await Samples.ReadAsync(Samples.SimpleType, xml);
        await Samples.FaultAsync("application/soap+xml", xml, "cannot be read");
    }

    [TestMethod]
    [DataRow("utf-7")]
    [DataRow("IBM037")]
    [DataRow("iso-8859-1")]
    [DataRow("windows-1252")]
    [DataRow("no such thing")]
    public async Task OtherEncodingsAreRefused(string name)
    {
        var declared = $"<?xml version='1.0' encoding='{name}'?>" + Samples.Envelope();
        await Samples.FaultAsync($"application/soap+xml; charset=\"{name}\"", Samples.Envelope(), "charset");
        await Samples.FaultAsync("application/soap+xml", declared, "cannot be read");
        await Samples.FaultAsync(Samples.SimpleType, declared, "charset");
    }

    [TestMethod]
    [DataRow(null, "Content-Type is missing")]
    [DataRow("application/xml", "'application/xml'; accepted: application/soap+xml, multipart/related, text/xml")]
    [DataRow("multipart/form-data; boundary=x", "'multipart/form-data'")]
    [DataRow("multipart/related; type=\"application/xop+xml\"", "boundary")]
    [DataRow("multipart/related; boundary=\"\"", "boundary")]
    [DataRow("multipart/related; boundary=\"a\tb\"", "RFC 2046")]
    [DataRow("multipart/related; boundary=x; type=\"text/xml\"", "SOAP with Attachments")]
    [DataRow("multipart/related; boundary=x; start-info=\"text/plain\"", "start-info")]
    public async Task OtherMediaTypesAreRefused(string? type, string words) =>
        await Samples.FaultAsync(type!, Samples.Envelope(), words);

    [TestMethod]
    public async Task ABoundaryHasAtMost70Characters()
    {
        var boundary = new string('b', 70);
        var package = Samples.Package(Samples.Root()).Replace(Samples.Boundary, boundary);
        await Samples.ReadAsync(Samples.MtomType.Replace(Samples.Boundary, boundary), package);
        await Samples.FaultAsync(
            Samples.MtomType.Replace(Samples.Boundary, boundary + "b"), package, "71 characters long, at most 70");
    }

    [TestMethod]
    public async Task AnEnvelopeOfUnknownVersionIsAMismatch()
    {
        var fault = await Samples.FaultAsync(Samples.SimpleType, Samples.Envelope(env: "urn:soap:9"), "'urn:soap:9'");
        Assert.AreEqual(FaultCode.VersionMismatch, fault.Code);
    }

    [TestMethod]
    public async Task TheMediaTypeAndTheEnvelopeAgree()
    {
        var fault = await Samples.FaultAsync(Samples.SimpleType, Samples.Envelope(env: Samples.Env11), "SOAP 1.1");
        Assert.AreEqual(FaultCode.VersionMismatch, fault.Code);
        await Samples.FaultAsync("text/xml", Samples.Envelope(), "SOAP 1.2");
    }

    [TestMethod]
    [DataRow("<x/>", "not a SOAP Envelope")]
    [DataRow("<s:Envelope xmlns:s='E'/>", "no Body")]
    [DataRow("<s:Envelope xmlns:s='E'><s:Header/></s:Envelope>", "no Body")]
    [DataRow("<s:Envelope xmlns:s='E'><s:Body/><s:Header/></s:Envelope>", "follows the Body")]
    [DataRow("<s:Envelope xmlns:s='E'><s:Header/><s:Header/><s:Body/></s:Envelope>", "no Body where")]
    [DataRow("<s:Envelope xmlns:s='E'><s:Body/><s:Body/></s:Envelope>", "follows the Body")]
    [DataRow("<s:Envelope xmlns:s='E'><Body/></s:Envelope>", "no Body where")]
    [DataRow("<s:Envelope xmlns:s='E'>x<s:Body/></s:Envelope>", "text between")]
    [DataRow("<s:Envelope xmlns:s='E'><s:Header>x</s:Header><s:Body/></s:Envelope>", "text between")]
    [DataRow("<s:Envelope xmlns:s='E'><s:Body><a/><b/></s:Body></s:Envelope>", "second child")]
    [DataRow("<s:Envelope xmlns:s='E'><s:Body><a/>x</s:Body></s:Envelope>", "text between")]
    [DataRow("<s:Envelope xmlns:s='E'><s:Body>", "cannot be read")]
    [DataRow("<s:Envelope xmlns:s='E'><s:Body/></s:Envelope><x/>", "cannot be read")]
    [DataRow("", "cannot be read")]
    public async Task TheStructureIsChecked(string xml, string words) =>
        await Samples.FaultAsync(Samples.SimpleType, xml.Replace("'E'", $"'{Samples.Env12}'"), words);

    [TestMethod]
    public async Task AnEnvelopeHasALimit()
    {
        var limits = Samples.Limits with { MaxEnvelopeBytes = 500 };
        await Samples.FaultAsync(
            Samples.SimpleType, Samples.Envelope(header: new string(' ', 500)), "larger than 500 bytes", limits);
        await Samples.FaultAsync(
            Samples.SimpleType, Samples.Envelope(), "larger than 50 bytes", limits with { MaxTotalBytes = 50 });
    }

    [TestMethod]
    public async Task ATruncatedEnvelopeNeverIsAMessage()
    {
        var envelope = Samples.Envelope("<b:Ask xmlns:b='urn:b'>é</b:Ask>");
        var bytes = Encoding.UTF8.GetBytes(envelope);
        for (var length = 0; length < bytes.Length; length++)
        {
            await Assert.ThrowsExactlyAsync<SoapFaultException>(
                () => Samples.ReadAsync(Samples.SimpleType, bytes[..length]));
        }
    }

    [TestMethod]
    public async Task TheFormIsKnownToTheFaultWriter()
    {
        var reader = new SoapMessageReader(Samples.MtomType, Arrival.AtOnce("nothing"), Samples.Limits);
        await Assert.ThrowsExactlyAsync<SoapFaultException>(
            () => reader.ReadEnvelopeAsync(null, CancellationToken.None));
        Assert.AreEqual(new SoapForm(SoapVersion.Soap12, true), reader.Form);
    }
}
