using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Unit.Atna.Storage.Terms;

/// <summary>Records of chance, of which it is known what each says: searches are compared with a look at all.</summary>
internal sealed class RandomArchive : IDisposable
{
    private static readonly SearchTermKind[] Kinds =
        [SearchTermKind.Patient, SearchTermKind.PatientEntity, SearchTermKind.Entity, SearchTermKind.Agent];

    private readonly TemporaryArchive _archive = new();
    private readonly Random _random;
    private readonly List<Row> _rows = [];

    public RandomArchive(int seed)
    {
        _random = new Random(seed);
        Writer = new GroupCommitWriter(_archive.Database);
        Readers = new ReaderPool(_archive.Database);
        Merge = new TermMerge(Writer, Readers);
    }

    public TemporaryArchive Records => _archive;

    public GroupCommitWriter Writer { get; }

    public ReaderPool Readers { get; }

    public TermMerge Merge { get; }

    public int Count => _rows.Count;

    public async Task AppendAsync(int records)
    {
        var rows = Enumerable.Range(_rows.Count + 1, records).Select(RowOf).ToList();
        var batch = PreparedBatch.Of([.. rows.Select(PreparedOf)]);
        await Writer.WriteAsync(session => AuditRecordStore.Append(session, batch));
        _rows.AddRange(rows);
    }

    /// <summary>A search of chance finds what a look at all finds, and as many.</summary>
    public void AssertSearch()
    {
        var query = Query();
        var expected = Expected(query);
        var found = Readers.Read(session => AuditQueryRunner.Find(session, query));
        var text = $"{query} {string.Join(" & ", query.Groups.Select(g => string.Join(" | ", g.Patterns)))}";
        CollectionAssert.AreEqual(expected.Take(query.Limit).ToList(), found.ToList(), text);
        Assert.AreEqual(
            Expected(query with { After = null }).Count,
            Readers.Read(session => AuditQueryRunner.Count(session, query)), text);
        if (expected.Count > 1)
        {
            var next = query with { After = expected[0], Limit = 3 };
            CollectionAssert.AreEqual(
                expected.Skip(1).Take(3).ToList(),
                Readers.Read(session => AuditQueryRunner.Find(session, next)).ToList(), text);
        }
    }

    public void Dispose()
    {
        Writer.Dispose();
        Readers.Dispose();
        _archive.Dispose();
    }

    private Row RowOf(int sequence)
    {
        // Most clocks are right, some are wrong by hours, and several things happen at the same time.
        var time = 1_000L * (sequence / 2) + (_random.Next(20) == 0 ? _random.Next(-900_000, 900_000) : 0);
        HashSet<SearchTerm> terms = [];
        if (_random.Next(30) > 0)
        {
            terms.Add(new SearchTerm(SearchTermKind.Site, $"{sequence} of a site{new string('x', 70)}"));
            terms.Add(Term(SearchTermKind.Type, _random.Next(4)));
            terms.Add(Term(SearchTermKind.Source, _random.Next(9)));
            terms.Add(new SearchTerm(SearchTermKind.AgentName, $"name{_random.Next(40)}"));
            foreach (var kind in Kinds.Where(_ => _random.Next(2) == 0))
            {
                terms.Add(Term(kind, _random.Next(600)));
            }
        }

        return new Row(sequence, time, 5_000 + 1_000L * sequence, [.. terms.Order()]);
    }

    private static SearchTerm Term(SearchTermKind kind, int value) =>
        new(kind, $"{value}{SearchTerm.Separator}{(value % 2 == 0 ? "1.2" : "")}");

    private static PreparedRecord PreparedOf(Row row)
    {
        var message = Messages.Of([1, 2, 3]);
        var columns = new IndexedEvent { ReceivedAt = row.ReceivedAt, ListedAt = row.Time };
        return new PreparedRecord(message, AuditChain.ContentHash(message), new AuditIndex(columns, row.Terms));
    }

    private AuditQuery Query()
    {
        var end = 500L * _rows.Count;
        var from = _random.Next(3) == 0 ? _random.NextInt64(end) : long.MinValue;
        return new AuditQuery
        {
            Groups = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Group())],
            Times = [new TimeRange(from, _random.Next(3) == 0 ? from + _random.NextInt64(end) : long.MaxValue)],
            Received = _random.Next(4) == 0 ? [new TimeRange(_random.NextInt64(2 * end), long.MaxValue)] : [],
            Sequences = _random.Next(8) == 0
                ? [.. Enumerable.Range(0, 300).Select(_ => _random.NextInt64(_rows.Count))]
                : null,
            Snapshot = _random.Next(4) == 0 ? _random.NextInt64(_rows.Count) : long.MaxValue,
            Order = (AuditOrder)_random.Next(4),
            Limit = _random.Next(1, 200),
        };
    }

    private TermGroup Group() => _random.Next(6) switch
    {
        0 => TermGroup.Of(TermPattern.OfAnySystem(SearchTermKind.Type, $"{_random.Next(5)}")),
        1 => TermGroup.Of(
            TermPattern.OfAnySystem(SearchTermKind.Source, $"{_random.Next(9)}"),
            TermPattern.OfAnySystem(SearchTermKind.Source, $"{_random.Next(9)}")),
        2 => TermGroup.Of(TermPattern.Beginning(SearchTermKind.AgentName, $"name{_random.Next(4)}")),
        3 => TermGroup.Of(TermPattern.Exactly(Term(SearchTermKind.Patient, _random.Next(600)))),
        4 => TermGroup.Of(TermPattern.OfAnySystem(SearchTermKind.Entity, $"{_random.Next(600)}")),
        _ => TermGroup.Of(TermPattern.OfAnySystem(SearchTermKind.Agent, $"{_random.Next(600)}")),
    };

    private List<FoundEvent> Expected(AuditQuery query)
    {
        var order = new EventOrder(query.Order);
        var after = query.After is { } last ? new Posting(last.Sequence, last.Time) : (Posting?)null;
        return
        [
            .. _rows.Where(row => query.Groups.All(group => row.Terms.Any(term => IsMet(group, term)))
                    && query.Times.All(range => row.Time >= range.From && row.Time < range.Before)
                    && query.Received.All(range => row.ReceivedAt >= range.From && row.ReceivedAt < range.Before)
                    && query.Sequences?.Contains(row.Sequence) != false && row.Sequence <= query.Snapshot)
                .Select(row => new Posting(row.Sequence, row.Time))
                .Where(posting => after is not { } place || order.Compare(posting, place) > 0)
                .Order(order).Select(posting => new FoundEvent(posting.Sequence, posting.Time)),
        ];
    }

    private static bool IsMet(TermGroup group, SearchTerm term) => group.Patterns.Any(pattern =>
        (pattern.Kind == term.Kind || (term.Kind == SearchTermKind.PatientEntity
            && pattern.Kind is (SearchTermKind.Patient or SearchTermKind.Entity)))
        && (pattern.IsPrefix
            ? term.Term.StartsWith(pattern.Text, StringComparison.Ordinal)
            : term.Term == pattern.Text));

    private sealed record Row(long Sequence, long Time, long ReceivedAt, SearchTerm[] Terms);
}
