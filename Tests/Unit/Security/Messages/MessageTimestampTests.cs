using System.Text;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Messages;

[TestClass]
public sealed class MessageTimestampTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    // Created at noon, good for five minutes; the clock may be off by five, and ten are the longest life.
    [DataRow("2026-06-01T12:00:00Z", "2026-06-01T12:05:00Z", -300, true)]
    [DataRow("2026-06-01T12:00:00Z", "2026-06-01T12:05:00Z", -301, false)]
    [DataRow("2026-06-01T12:00:00Z", "2026-06-01T12:05:00Z", 599, true)]
    [DataRow("2026-06-01T12:00:00Z", "2026-06-01T12:05:00Z", 600, false)]
    [DataRow("2026-06-01T12:00:00Z", "2026-06-02T12:00:00Z", 899, true)]
    [DataRow("2026-06-01T12:00:00Z", "2026-06-02T12:00:00Z", 900, false)]
    [DataRow("2026-06-01T12:00:00.123Z", "2026-06-01T12:05:00.1234567Z", 0, true)]
    [DataRow("2026-06-01T12:00:00.123456789012Z", "2026-06-01T12:05:00Z", 1, true)]
    public void TheClockMayBeOffByTheSkewAndNoMore(string created, string expires, int seconds, bool isGood)
    {
        var now = Noon.AddSeconds(seconds);
        if (isGood)
        {
            Assert.IsNotNull(Read(created, expires, now));
        }
        else
        {
            var refusal = Assert.ThrowsExactly<UntrustedMessageException>(() => Read(created, expires, now));
            Assert.AreEqual(SecurityFault.MessageExpired, refusal.Kind);
        }
    }

    [TestMethod]
    public void WithoutExpiresTheLongestLifeCounts()
    {
        Assert.AreEqual(Noon.AddMinutes(15), Read("2026-06-01T12:00:00Z", null, Noon).Until);
        Assert.ThrowsExactly<UntrustedMessageException>(
            () => Read("2026-06-01T12:00:00Z", null, Noon.AddMinutes(15)));
    }

    [TestMethod]
    [DataRow("2026-06-01T12:00:00", "2026-06-01T12:05:00Z")]
    [DataRow("2026-06-01T14:00:00+02:00", "2026-06-01T12:05:00Z")]
    [DataRow("2026-06-01", "2026-06-01T12:05:00Z")]
    [DataRow("", "2026-06-01T12:05:00Z")]
    [DataRow("2026-06-01T12:00:00 and much too long a text.Z", "2026-06-01T12:05:00Z")]
    [DataRow("2026-06-01T12:05:00Z", "2026-06-01T12:00:00Z")]
    [DataRow("2026-06-01T12:05:00Z", "2026-06-01T12:05:00Z")]
    public void WhatIsNoUtcTimeOrEndsBeforeItBeginsIsRefused(string created, string expires)
    {
        var refusal = Assert.ThrowsExactly<UntrustedMessageException>(() => Read(created, expires, Noon));
        Assert.AreEqual(SecurityFault.InvalidSecurity, refusal.Kind);
    }

    private static MessageTimestamp Read(string created, string? expires, DateTimeOffset now)
    {
        var end = expires is null ? "" : $"<u:Expires>{expires}</u:Expires>";
        var xml = $"""<u:Timestamp xmlns:u="{WssNames.Utility}"><u:Created>{created}</u:Created>{end}</u:Timestamp>""";
        return MessageTimestamp.Read(NodeTree.Read(Encoding.UTF8.GetBytes(xml)).Root, new MessageRules(), now);
    }
}
