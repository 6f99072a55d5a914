using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Unit.Atna.Storage;

/// <summary>Searches by the header of syslog: exact, in order, and bounded whatever is asked.</summary>
[TestClass]
public sealed class SyslogEventsTests : IDisposable
{
    private readonly TemporaryArchive _archive = new();
    private readonly ReaderPool _readers;

    public SyslogEventsTests() => _readers = new ReaderPool(_archive.Database);

    public void Dispose()
    {
        _readers.Dispose();
        _archive.Dispose();
    }

    [TestMethod]
    [DataRow("hostname=h1", "3,2,1")]
    [DataRow("hostname=h1&msg-id=M2", "2")]
    [DataRow("app-name=a2&hostname=h2", "4")]
    [DataRow("pri=13", "4,1")]
    [DataRow("pri=013", "4,1")]
    [DataRow("pri=x", "")]
    [DataRow("procid=12", "3,2,1")]
    [DataRow("procid=12&hostname=h1&app-name=a2", "3")]
    [DataRow("version=1&pri=85", "3,2")]
    [DataRow("msg=second", "2")]
    [DataRow("msg=M2&procid=12", "2")]
    [DataRow("hostname=nobody", "")]
    public void AllConditionsHold(string query, string expected)
    {
        Append(
            "<13>1 - h1 a1 12 M1 - procid 77 first", "<85>1 - h1 a1 12 M2 - second", "<85>1 - h1 a2 12 M1 - third",
            "<13>1 - h2 a2 77 M1 - fourth");

        Assert.AreEqual(expected, string.Join(',', Find(query, count: 10).Found));
    }

    [TestMethod]
    [DataRow("hostname=h1")]
    [DataRow("procid=12")]
    public void PagesFollowOneAnother(string query)
    {
        Append([.. Enumerable.Range(1, 25).Select(i => $"<13>1 - h1 a1 12 M1 - {i}")]);
        var found = new List<long>();
        SyslogPage? page = null;
        do
        {
            page = Find(query, count: 10, page);
            found.AddRange(page.Found);
        }
        while (page.Next is not null);

        CollectionAssert.AreEqual(Enumerable.Range(1, 25).Reverse().Select(i => (long)i).ToList(), found);
    }

    /// <summary>Nothing has an index for this text.</summary>
    [TestMethod]
    public void APageLooksAtSoManyMessagesAndTheNextGoesOn()
    {
        Append(
        [
            "<13>1 - h1 a1 12 M1 - wanted",
            .. Enumerable.Repeat("<13>1 - h1 a1 12 M1 - other", SyslogEvents.MaxLookedAt),
        ]);

        var first = Find("msg=wanted", count: 10);
        Assert.IsEmpty(first.Found);
        Assert.IsNotNull(first.Next);
        var second = Find("msg=wanted", count: 10, first);
        CollectionAssert.AreEqual(new long[] { 1 }, second.Found.ToList());
        Assert.IsNull(second.Next);
    }

    private void Append(params IReadOnlyList<string> messages) =>
        _archive.Append([.. messages.Select(text => Messages.Of(Encoding.UTF8.GetBytes(text)))]);

    private SyslogPage Find(string query, int count, SyslogPage? before = null)
    {
        var fields = query.Split('&').Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1])).ToList();
        var filter = new SyslogFilter(TimeRange.All, fields, count)
        {
            After = before?.Next,
            Snapshot = before?.Snapshot,
        };
        return _readers.Read(session => SyslogEvents.Find(session, filter));
    }
}
