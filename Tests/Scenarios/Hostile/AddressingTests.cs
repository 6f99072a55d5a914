using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Hostile;

/// <summary>
/// Envelopes that are well-formed, and not what the service takes (WS-Addressing 1.0, SOAP 1.2 part 1 §5.4).
/// </summary>
[TestClass]
public sealed class AddressingTests
{
    [TestMethod]
    public Task AnUnknownActionIsNamedWithTheKnownOnes() => IsFaultAsync(
        Wire.Action("urn:example:nothing"), Wire.GoodQuery, 400, "Sender", "urn:example:nothing", "ActionNotSupported",
        Wire.Query);

    [TestMethod]
    public Task AnActionOfAnotherServiceIsUnknownHere() => IsFaultAsync(
        Wire.Action(Wire.Provide), Wire.GoodQuery, 400, "Sender", "ActionNotSupported");

    [TestMethod]
    public Task AMissingActionIsNamed() => IsFaultAsync(
        "", Wire.GoodQuery, 400, "Sender", "MessageAddressingHeaderRequired", "wsa:Action");

    [TestMethod]
    public Task ABodyThatIsNotTheActionsIsNamed() => IsFaultAsync(
        Wire.Action(Wire.Query), "<hello xmlns=\"urn:example\"/>", 400, "Sender", "{urn:example}hello",
        "AdhocQueryRequest");

    [TestMethod]
    public Task AnEmptyBodyIsNoQuestion() =>
        IsFaultAsync(Wire.Action(Wire.Query), "", 400, "Sender", "AdhocQueryRequest");

    [TestMethod]
    public Task AReplyToElsewhereIsRefused() => IsFaultAsync(
        Wire.Action(Wire.Query) + "<wsa:ReplyTo><wsa:Address>https://example.org/reply</wsa:Address></wsa:ReplyTo>",
        Wire.GoodQuery, 400, "Sender", "OnlyAnonymousAddressSupported", "https://example.org/reply");

    [TestMethod]
    public Task AHeaderThatMustBeUnderstoodIsNot() => IsFaultAsync(
        Wire.Action(Wire.Query) + "<x:Strange xmlns:x=\"urn:example:strange\" s:mustUnderstand=\"true\"/>",
        Wire.GoodQuery, 500, "MustUnderstand", "urn:example:strange");

    [TestMethod]
    public async Task AHeaderThatNeedNotBeUnderstoodIsPassedOver()
    {
        var answer = await PostAsync(
            Wire.Action(Wire.Query) + "<x:Strange xmlns:x=\"urn:example:strange\"/>", Wire.GoodQuery);

        Assert.AreEqual(200, answer.Status);
    }

    [TestMethod]
    public async Task AFaultTakesTheVersionOfTheQuestion()
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().PostAsync(
            services.Registry, "text/xml; charset=UTF-8",
            Wire.Bytes(Wire.Envelope(Wire.Action("urn:example:nothing"), Wire.GoodQuery, Wire.Soap11)));

        Assert.AreEqual(500, answer.Status);
        StringAssert.StartsWith(answer.ContentType, "text/xml");
        Assert.AreEqual(Wire.Soap11, HostileCase.Fault(answer).Name.NamespaceName);
    }

    [TestMethod]
    public async Task AnEnvelopeOfAnUnknownVersionIsToldWhatIsKnown()
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().PostAsync(
            services.Registry, Wire.SimpleType,
            Wire.Bytes(Wire.Envelope(Wire.Action(Wire.Query), Wire.GoodQuery, "urn:example:soap13")));

        Assert.AreEqual(500, answer.Status);
        StringAssert.Contains(HostileCase.Fault(answer).ToString(), "VersionMismatch");
        StringAssert.Contains(answer.Body, "SupportedEnvelope");
    }

    private static async Task IsFaultAsync(string headers, string body, int status, string code, params string[] causes)
    {
        var services = await Scenario.ServicesAsync();
        foreach (var cause in causes)
        {
            await HostileCase.IsFaultAsync(
                services.Registry, Wire.SimpleType, Wire.Bytes(Wire.Envelope(headers, body)), status, code, cause);
        }
    }

    private static async Task<RawAnswer> PostAsync(string headers, string body)
    {
        var services = await Scenario.ServicesAsync();
        return await services.RawClient().PostAsync(
            services.Registry, Wire.SimpleType, Wire.Bytes(Wire.Envelope(headers, body)));
    }
}
