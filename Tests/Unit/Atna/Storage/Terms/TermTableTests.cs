using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Terms;

namespace XdsDmp.Tests.Unit.Atna.Storage.Terms;

[TestClass]
public sealed class TermTableTests
{
    private static readonly TermRun Run = new(100, 5_000, 4_901, -7, 9_000_000, Octets: null);

    [TestMethod]
    [DataRow(0, int.MaxValue)]
    [DataRow(1, int.MaxValue)]
    [DataRow(300, int.MaxValue)]
    [DataRow(5_000, int.MaxValue)]
    [DataRow(300, 500)]
    public void WhatIsWrittenIsReadAgain(int terms, int maxOctets)
    {
        var lists = Lists(terms);
        var writer = new TermTableWriter(Run.Origin, maxOctets);
        foreach (var (key, postings) in lists)
        {
            writer.Add(key, postings);
        }

        var tables = maxOctets == int.MaxValue
            ? [new TermTable(writer.Table())]
            : writer.Blocks().Select(block => new TermTable(block.Terms)).ToList();

        Assert.AreEqual(terms, tables.Sum(table => table.Count));
        var read = tables.SelectMany(Read).ToList();
        for (var i = 0; i < terms; i++)
        {
            CollectionAssert.AreEqual(lists[i].Key, read[i].Key);
            CollectionAssert.AreEqual(lists[i].Postings, read[i].Postings);
            Assert.AreEqual(1, tables.Count(table => table.Find(lists[i].Key) is not null));
        }

        Assert.IsTrue(tables.TrueForAll(table => table.Find(TermKey.Of(SearchTermKind.Site, "nobody")) is null));
    }

    [TestMethod]
    public void ATermThatIsLargerThanABlockStandsAlone()
    {
        var writer = new TermTableWriter(Run.Origin, 100);
        foreach (var name in new[] { "a", "b", "c" })
        {
            writer.Add(
                TermKey.Of(SearchTermKind.Agent, name),
                [.. Enumerable.Range(100, name == "b" ? 500 : 1).Select(i => new Posting(i, i))]);
        }

        var blocks = writer.Blocks();

        Assert.HasCount(3, blocks);
        Assert.AreEqual("b", TermKey.Parse(blocks[1].First).Term);
    }

    /// <summary>Somebody may have written anything there: it is read, or refused, and nothing else.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(70_000)]
    public void HostileOctetsAreRefusedOrRead(int padding)
    {
        var writer = new TermTableWriter(Run.Origin);
        writer.Add(
            TermKey.Of((SearchTermKind)0, "long"),
            [.. Enumerable.Range(0, padding / 20).Select(i => new Posting(100 + i, i))]);
        Lists(40).ForEach(list => writer.Add(list.Key, list.Postings));
        var good = writer.Table();
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var octets = good[..(i % 2 == 0 ? good.Length : random.Next(good.Length))];
            for (var j = random.Next(4); j > 0 && octets.Length > 0; j--)
            {
                octets[random.Next(Math.Min(octets.Length, 900))] = (byte)random.Next(256);
            }

            refused += IsRefused(octets) ? 1 : 0;
        }

        for (var i = 0; i < 4_000; i++)
        {
            var octets = new byte[random.Next(200)];
            random.NextBytes(octets);
            octets.AsSpan(0, Math.Min(5, octets.Length)).Clear();
            if (octets.Length > 1)
            {
                (octets[0], octets[1]) = (2, (byte)random.Next(9));
            }

            IsRefused(octets);
        }

        Assert.IsGreaterThan(1_000, refused);
    }

    [TestMethod]
    [DataRow(100, 99)]
    [DataRow(100, 100)]
    public void RecordsThatAreNotInOrderAreNotWritten(long first, long second)
    {
        var writer = new TermTableWriter(Run.Origin);

        Assert.ThrowsExactly<InvalidDataException>(
            () => writer.Add([1, 2], [new Posting(first, 0), new Posting(second, 0)]));
    }

    /// <summary>Each run is read as a whole.</summary>
    [TestMethod]
    public void ABatchThatSaysVeryMuchIsSeveralRuns()
    {
        var columns = new IndexedEvent { ReceivedAt = 7 };
        var indexes = Enumerable.Range(0, 50).Select(i => new AuditIndex(
            columns, [new SearchTerm(SearchTermKind.Agent, new string('x', 500_000) + i)])).ToList();

        var runs = NewRun.Of(indexes);

        Assert.HasCount(6, runs);
        Assert.AreEqual(50, runs.Sum(run => run.Records));
        Assert.AreEqual(1_009, runs[1].At(1_000).First);
        Assert.IsTrue(runs.All(run => new TermTable(run.Terms).Count == run.Records));
    }

    private static bool IsRefused(byte[] octets)
    {
        try
        {
            var table = new TermTable(octets);
            table.Find(TermKey.Of(SearchTermKind.Agent, "term 3"));
            foreach (var (key, postings) in Read(table))
            {
                TermKey.Parse(key);
                Assert.IsTrue(postings.TrueForAll(one => one.Sequence >= Run.First && one.Sequence <= Run.Last));
            }

            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static List<(byte[] Key, List<Posting> Postings)> Read(TermTable table)
    {
        var read = new List<(byte[], List<Posting>)>();
        for (var i = 0; i < table.Count; i++)
        {
            var postings = new List<Posting>();
            PostingList.Read(table.PostingsAt(i).Span, Run, postings);
            read.Add((table.KeyAt(i).ToArray(), postings));
        }

        return read;
    }

    private static List<(byte[] Key, List<Posting> Postings)> Lists(int count)
    {
        var random = new Random(count);
        return
        [
            .. Enumerable.Range(0, count)
                .Select(i => TermKey.Of((SearchTermKind)(1 + i % 3), $"term {i}\U0001F600\uFFFD"))
                .Order(KeyOrder.Instance)
                .Select(key => (key, Postings(random))),
        ];
    }

    private static List<Posting> Postings(Random random)
    {
        var sequences = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.NextInt64(Run.First, Run.Last + 1));
        return [.. sequences.Distinct().Order().Select(one => new Posting(one, random.NextInt64(-7, 9_000_000)))];
    }
}
