using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap.Envelopes;

[TestClass]
public sealed class ReferenceParametersTests
{
    [TestMethod]
    public async Task TheyBecomeHeaderBlocks()
    {
        var headers = await ReadAsync(
            "<x:Ticket xmlns:x='urn:x' x:n='1'>a<x:b/>&amp;</x:Ticket>  <Plain xmlns='urn:y'/>");

        Assert.AreEqual(
            "<x:Ticket xmlns:x=\"urn:x\" x:n=\"1\" wsa:IsReferenceParameter=\"true\" "
            + "xmlns:wsa=\"http://www.w3.org/2005/08/addressing\">a<x:b />&amp;</x:Ticket>"
            + "<Plain xmlns=\"urn:y\" wsa:IsReferenceParameter=\"true\" "
            + "xmlns:wsa=\"http://www.w3.org/2005/08/addressing\" />",
            headers.ReplyToParameters);
        Assert.AreEqual("https://client.example/", headers.ReplyTo);
    }

    [TestMethod]
    public async Task APrefixDeclaredOutsideIsDeclaredAgain()
    {
        var headers = await ReadAsync("<outer:Ticket outer:n='1'/>");

        StringAssert.Contains(headers.ReplyToParameters, "xmlns:outer=\"urn:outer\"");
    }

    [TestMethod]
    [DataRow("<x:Ticket xmlns:x='urn:x' s:mustUnderstand='1' s:role='urn:z'/>", "mustUnderstand")]
    [DataRow("<x:Ticket xmlns:x='urn:x' a:IsReferenceParameter='false'/>", "false")]
    public async Task TheyClaimNothingForThemselves(string parameter, string claim)
    {
        var headers = await ReadAsync(parameter);

        Assert.DoesNotContain(claim, headers.ReplyToParameters!);
    }

    [TestMethod]
    [DataRow("<a:To>https://other.example/</a:To>")]
    [DataRow("<s:Header/>")]
    [DataRow("<Nameless xmlns=''/>")]
    public async Task HeadersOfOursAreRefused(string parameter) =>
        await Samples.FaultAsync(
            "application/soap+xml", Samples.Envelope(header: Reference(parameter)),
            "a reference parameter of wsa:ReplyTo");

    [TestMethod]
    public async Task TheirNumberAndSizeAreBounded()
    {
        var many = string.Concat(Enumerable.Repeat("<x:T xmlns:x='urn:x'/>", 21));
        var large = $"<x:T xmlns:x='urn:x'>{new string('x', 9000)}</x:T>";

        foreach (var parameters in new[] { many, large })
        {
            await Samples.FaultAsync(
                "application/soap+xml", Samples.Envelope(header: Reference(parameters)), "more than 20 or longer than");
        }
    }

    private static string Reference(string parameters) =>
        "<a:ReplyTo xmlns:outer='urn:outer'><a:Address>https://client.example/</a:Address>"
        + $"<a:ReferenceParameters>{parameters}</a:ReferenceParameters></a:ReplyTo>";

    private static async Task<AddressingHeaders> ReadAsync(string parameters)
    {
        var (message, _) = await Samples.ReadAsync(
            "application/soap+xml", Samples.Envelope(header: Reference(parameters)));
        return message.Addressing;
    }
}
