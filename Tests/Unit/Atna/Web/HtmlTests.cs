using System.Text;
using System.Xml.Linq;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Web;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Web;

[TestClass]
public sealed class HtmlTests
{
    private const string Hostile = "\"><script>alert(1)</script>&\u0001";

    [TestMethod]
    public void NothingThatWasReceivedBecomesMarkup()
    {
        var raw = $"<85>1 - h a 1 - - <AuditMessage><EventIdentification EventDateTime='x'><EventID csd-code='1' "
            + "originalText='&lt;script&gt;'/></EventIdentification><ActiveParticipant UserID='\"&lt;script&gt;' "
            + "UserName='&lt;b&gt;'/><ParticipantObjectIdentification ParticipantObjectID='&lt;i&gt;'/></AuditMessage>";
        var record = RecordOf(Messages.Of(Encoding.UTF8.GetBytes(raw)));
        foreach (var words in new[] { new Words(isFrench: true), new Words(isFrench: false) })
        {
            var page = Page(html =>
            {
                RecordView.Write(html, words, record, TimeZoneInfo.Utc);
                EventTable.Write(html, words, [new EventRow(0, record)], "results", TimeZoneInfo.Utc);
                html.Field("x", Hostile, Hostile, hint: Hostile);
            });
            Assert.IsFalse(page.Descendants().Any(e => e.Name.LocalName is "script" or "b" or "i"));
        }
    }

    [TestMethod]
    public void EveryFieldHasItsLabel()
    {
        var words = new Words(isFrench: true);
        var filter = new PageFilter("p", Hostile, null, null, null, "8", null, null);
        var page = Page(html =>
        {
            SearchForm.Write(html, words, filter, "/", isWhole: true, bad: "from");
            LoginForm.Write(html, words, "token", hasFailed: true);
        });
        var fields = page.Descendants().Where(e => e.Name.LocalName is "input" or "select")
            .Where(e => e.Attribute("type")?.Value != "hidden").ToList();
        Assert.HasCount(8 + 3, fields);
        foreach (var field in fields)
        {
            var id = field.Attribute("id")!.Value;
            Assert.HasCount(1, page.Descendants("label").Where(l => l.Attribute("for")!.Value == id));
        }
    }

    [TestMethod]
    public void AnElementWithoutContentIsStillClosed()
    {
        var html = new Html();
        html.Tag("p", [], () => { }).Tag("br", []);
        StringAssert.EndsWith(Encoding.UTF8.GetString(html.Written.Span), "<p></p><br/>");
    }

    [TestMethod]
    public void TheChartHasItsNumbersAsATable()
    {
        var day = Microseconds.Of(Messages.Time);
        var page = Page(html => Chart.Write(
            html, new Words(isFrench: false),
            [
                new TimelineEvent(day, "110112", "ITI-18", "E"), new TimelineEvent(day, "110106", "ITI-43", "R"),
                new TimelineEvent(day, "110106", "ITI-41", "R"), new TimelineEvent(day, "rest", "read", "R"),
                new TimelineEvent(day, null, null, null),
            ],
            "action=R", TimeZoneInfo.Utc));
        Assert.AreEqual("2026-03-01 1 2 1 0 1", string.Join(' ', page.Descendants("td").Select(cell => cell.Value)));
        Assert.HasCount(1, page.Descendants("{http://www.w3.org/2000/svg}svg"));
    }

    [TestMethod]
    public void ACellIsNoFormula() => Assert.AreEqual(
        "\"'=1+1\",\"a \"\"b\"\"\",\"\"\r\n", CsvReport.Line(["=1+1", "a \"b\"", null]));

    [TestMethod]
    public void AllWordsAreThereInBothLanguages()
    {
        foreach (var key in Words.Keys)
        {
            Assert.AreNotEqual("", new Words(isFrench: true)[key] + new Words(isFrench: false)[key], key);
        }
    }

    private static AuditRecord RecordOf(ReceivedMessage message) => new(new ChainedMessage(1, message, [], []));

    private static XElement Page(Action<Html> content)
    {
        var html = new Html();
        html.Tag("body", () => content(html));
        var text = Encoding.UTF8.GetString(html.Written.Span);
        return XElement.Parse(text[text.IndexOf('\n')..]);
    }
}
