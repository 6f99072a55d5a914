using System.Text;
using System.Text.Json;
using XdsDmp.Registry.Dmp.Traces;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Traces;

/// <summary>Answers of an audit repository (ITI-81).</summary>
[TestClass]
public sealed class AuditEventPageTests
{
    [TestMethod]
    public void EventsAndTheNextPageAreFound()
    {
        var page = Read("""
            { "resourceType": "Bundle", "link": [
                { "relation": "self", "url": "https://a/AuditEvent?x=1&_cursor=no" },
                { "relation": "next", "url": "https://a/AuditEvent?x=1&_cursor=a%2Bb" } ],
              "entry": [
                { "resource": { "resourceType": "AuditEvent", "recorded": "2026-03-01T10:00:00Z" } },
                { "resource": { "resourceType": "OperationOutcome" } },
                { "fullUrl": "https://a/1" }, 7 ] }
            """);
        Assert.AreEqual("a+b", page.Next);
        Assert.AreEqual(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), page.Events.Single().Event.Time);
    }

    [TestMethod]
    public void AnEmptyBundleIsThereAndLast()
    {
        var page = Read("""{ "resourceType": "Bundle", "link": "none", "entry": {} }""");
        Assert.IsNull(page.Next);
        Assert.IsEmpty(page.Events);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("<html/>")]
    [DataRow("""{ "resourceType": "OperationOutcome" }""")]
    public void AnythingElseIsNoAnswer(string text) => Assert.Throws<JsonException>(() => Read(text));

    private static AuditEventPage Read(string text) => AuditEventPage.Read(Encoding.UTF8.GetBytes(text));
}
