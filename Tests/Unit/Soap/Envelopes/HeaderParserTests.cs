using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap.Envelopes;

[TestClass]
public sealed class HeaderParserTests
{
    private const string Addressing = "http://www.w3.org/2005/08/addressing";

    [TestMethod]
    [DataRow("1")]
    [DataRow("true")]
    [DataRow(" true ")]
    public async Task AMandatoryHeaderMustBeKnown(string value)
    {
        var fault = await FaultAsync($"<x:Odd xmlns:x='urn:x' s:mustUnderstand='{value}'/>", "'{urn:x}Odd'");
        Assert.AreEqual(FaultCode.MustUnderstand, fault.Code);
        Assert.AreEqual("urn:x:Odd", fault.NotUnderstood.Single().ToString());
        Assert.AreEqual(
            "urn:uuid:1", SoapFaultWriter.Answer(fault, SoapForm.Default, null).Addressing.RelatesTo);
    }

    [TestMethod]
    [DataRow("<x:Odd xmlns:x='urn:x'/>")]
    [DataRow("<x:Odd xmlns:x='urn:x' s:mustUnderstand='0'><x:a/></x:Odd>")]
    [DataRow("<x:Odd xmlns:x='urn:x' s:mustUnderstand='false'/>")]
    [DataRow("<x:Odd xmlns:x='urn:x' mustUnderstand='1'/>")]
    [DataRow("<x:Odd xmlns:x='urn:x' s:role='urn:other' s:mustUnderstand='1'/>")]
    [DataRow($"<x:Odd xmlns:x='urn:x' s:role='{Samples.Env12}/role/none' s:mustUnderstand='1'/>")]
    [DataRow("<a:Unknown s:mustUnderstand='1'/>")]
    public async Task OtherHeadersArePassedOver(string header) => await ReadAsync(header);

    [TestMethod]
    [DataRow("http://www.w3.org/2003/05/soap-envelope/role/next")]
    [DataRow("http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver")]
    [DataRow("")]
    public async Task TheseRolesAreOurs(string role) =>
        await FaultAsync($"<x:Odd xmlns:x='urn:x' s:role='{role}' s:mustUnderstand='1'/>", "not understood");

    [TestMethod]
    public async Task Soap11SaysActor()
    {
        const string Odd = "<x:Odd xmlns:x='urn:x' s:actor='ROLE' s:mustUnderstand='1'/>";
        var ours = Samples.Envelope(
            header: Odd.Replace("ROLE", "http://schemas.xmlsoap.org/soap/actor/next"), env: Samples.Env11);
        await Samples.FaultAsync("text/xml", ours, "not understood");
        await Samples.ReadAsync("text/xml", Samples.Envelope(header: Odd.Replace("ROLE", "urn:y"), env: Samples.Env11));
    }

    [TestMethod]
    [DataRow("yes")]
    [DataRow("")]
    [DataRow("TRUE")]
    [DataRow("2")]
    public async Task MustUnderstandIsABoolean(string value) =>
        await FaultAsync($"<x:Odd xmlns:x='urn:x' s:mustUnderstand='{value}'/>", "accepted: 0, 1, false, true");

    [TestMethod]
    public async Task ADepthOfHeadersDoesNotHideABody()
    {
        using var message = await ReadAsync(
            "<x:Odd xmlns:x='urn:x'><s:Body><x:Ask/></s:Body></x:Odd><x:Body xmlns:x='urn:x'/>");
        Assert.AreEqual("Ask", message.BodyName);
        Assert.AreEqual("urn:b", message.ReadBody().NamespaceURI);
    }

    [TestMethod]
    public async Task EveryPropertyIsRead()
    {
        using var message = await ReadAsync(
            "<a:To s:mustUnderstand='1'>\n urn:to </a:To><a:RelatesTo>urn:q</a:RelatesTo>"
            + "<a:RelatesTo RelationshipType='urn:other'>urn:o</a:RelatesTo>"
            + "<a:ReplyTo>\n<a:ReferenceParameters><Address xmlns='urn:no'/></a:ReferenceParameters>"
            + "<a:Address> urn:reply</a:Address></a:ReplyTo>"
            + "<a:FaultTo><a:Address>urn:fault</a:Address><a:Metadata/></a:FaultTo>"
            + "<a:From><a:Address>urn:from</a:Address></a:From>"
            + "<old:Action xmlns:old='http://schemas.xmlsoap.org/ws/2004/08/addressing'>urn:old</old:Action>");
        var expected = new AddressingHeaders
        {
            Action = "urn:act",
            MessageId = "urn:uuid:1",
            To = "urn:to",
            RelatesTo = "urn:q",
            ReplyTo = "urn:reply",
            ReplyToParameters = "<Address xmlns=\"urn:no\" wsa:IsReferenceParameter=\"true\" "
                + $"xmlns:wsa=\"{Addressing}\" />",
            FaultTo = "urn:fault",
        };
        Assert.AreEqual(expected, message.Addressing);
    }

    [TestMethod]
    public async Task AbsentAndEmptyAreNull()
    {
        var xml = $"<s:Envelope xmlns:s='{Samples.Env12}' xmlns:a='{Addressing}'>"
            + "<s:Header><a:Action/><a:To> </a:To></s:Header><s:Body/></s:Envelope>";
        var (message, _) = await Samples.ReadAsync(Samples.SimpleType, xml);
        Assert.AreEqual(new AddressingHeaders(), message.Addressing);
    }

    [TestMethod]
    [DataRow("<a:Action>urn:b</a:Action>", "Action")]
    [DataRow("<a:MessageID>urn:b</a:MessageID>", "MessageID")]
    [DataRow("<a:To>1</a:To><a:To>1</a:To>", "To")]
    [DataRow("<a:From/><a:From/>", "From")]
    [DataRow("<a:ReplyTo><a:Address>x</a:Address></a:ReplyTo><a:ReplyTo/>", "ReplyTo")]
    public async Task NoHeaderMayComeTwice(string header, string name)
    {
        var fault = await FaultAsync(header, $"wsa:{name} is present twice");
        Assert.AreEqual("InvalidAddressingHeader", fault.Subcode!.Name);
        Assert.AreEqual("InvalidCardinality", fault.SubSubcode!.Name);
        Assert.AreEqual(name, fault.ProblemHeader!.Name);
    }

    [TestMethod]
    public async Task AHeaderForAnotherRoleDoesNotCount()
    {
        using var message = await ReadAsync("<a:Action s:role='urn:other'>urn:b</a:Action>");
        Assert.AreEqual("urn:act", message.Addressing.Action);
    }

    [TestMethod]
    [DataRow("<a:ReplyTo/>", "no wsa:Address")]
    [DataRow("<a:ReplyTo><Address>x</Address></a:ReplyTo>", "no wsa:Address")]
    [DataRow("<a:To>x<a:y/></a:To>", "child element")]
    public async Task MalformedHeadersAreRefused(string header, string words)
    {
        var fault = await FaultAsync(header, words);
        Assert.AreEqual("InvalidAddressingHeader", fault.Subcode!.Name);
    }

    [TestMethod]
    public async Task ValuesAreBounded() =>
        await FaultAsync($"<a:To>{new string('x', 5000)}</a:To>", "longer than 4096");

    private static async Task<SoapMessage> ReadAsync(string header) =>
        (await Samples.ReadAsync(Samples.SimpleType, Samples.Envelope(header: header))).Message;

    private static Task<FaultDescription> FaultAsync(string header, string words) =>
        Samples.FaultAsync(Samples.SimpleType, Samples.Envelope(header: header), words);
}
