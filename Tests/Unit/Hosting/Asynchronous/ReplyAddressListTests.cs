using XdsDmp.Hosting.Asynchronous;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Tests.Unit.Hosting.Asynchronous;

[TestClass]
public sealed class ReplyAddressListTests
{
    private static readonly ReplyAddressList List = new(
        ["https://client.example:8443/cb", "https://whole.example", "http://plain.example/in/"]);

    [TestMethod]
    [DataRow("https://client.example:8443/cb")]
    [DataRow("https://client.example:8443/cb/1?ticket=2")]
    [DataRow("https://CLIENT.example:8443/cb")]
    [DataRow("HTTPS://client.example:8443/x/../cb")]
    [DataRow("https://whole.example/anything")]
    [DataRow("https://whole.example:443")]
    [DataRow("http://plain.example/in/box")]
    public void WhatIsListedIsAllowed(string address) => Assert.IsNull(List.Refusal(address));

    [TestMethod]
    [DataRow("https://client.example/cb")]
    [DataRow("https://client.example:8443/")]
    [DataRow("https://client.example:8443/cbx")]
    [DataRow("https://client.example:8443/CB")]
    [DataRow("https://client.example:8443/cb/../admin")]
    [DataRow("https://client.example.:8443/cb")]
    [DataRow("https://client.example.evil.example:8443/cb")]
    [DataRow("https://xclient.example:8443/cb")]
    [DataRow("http://client.example:8443/cb")]
    [DataRow("http://whole.example")]
    [DataRow("http://plain.example/in")]
    [DataRow("https://127.0.0.1/")]
    [DataRow("https://2130706433/")]
    [DataRow("https://[::ffff:169.254.169.254]/")]
    public void WhatIsNotListedIsRefused(string address) =>
        StringAssert.Contains(List.Refusal(address), "not among the addresses");

    [TestMethod]
    [DataRow("https://user:secret@whole.example/", "user information")]
    [DataRow("https://@whole.example/", "user information")]
    [DataRow("https://whole.example/#x", "fragment")]
    [DataRow("https://client.example:8443/cb/%2e%2e/admin", "escaped separator")]
    [DataRow("https://client.example:8443/cb/..%2Fadmin", "escaped separator")]
    [DataRow("https://client.example:8443/cb\\admin", "backslash")]
    [DataRow("https://client.example:8443\\@whole.example/", "not an absolute https or http URL")]
    [DataRow("ftp://whole.example/", "not an absolute https or http URL")]
    [DataRow("file:///etc/passwd", "not an absolute https or http URL")]
    [DataRow("/cb", "not an absolute https or http URL")]
    [DataRow("", "not an absolute https or http URL")]
    [DataRow("urn:uuid:1", "not an absolute https or http URL")]
    public void WhatIsNoPlainUrlIsRefused(string address, string reason) =>
        StringAssert.Contains(List.Refusal(address), reason);

    [TestMethod]
    public void AnEntryThatIsNoUrlStopsTheService()
    {
        var wrong = Assert.ThrowsExactly<ConfigurationException>(() => new ReplyAddressList(["client.example"]));
        StringAssert.Contains(wrong.Message, "Async:AllowedReplyAddresses: 'client.example'");
    }
}
