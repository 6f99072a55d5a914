using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>What the chart and the list of senders count.</summary>
internal static class Timeline
{
    public const int MaxEvents = 5_000;
    private const int MaxSenders = 500;

    /// <summary>What kinds of events a search found, the newest of them.</summary>
    public static IReadOnlyList<TimelineEvent> Of(ReadSession session, AuditQuery query) =>
    [
        .. AuditQueryRunner.Find(session, query with { Limit = MaxEvents }).Select(found => session.First(
            "SELECT event_id, event_type, action FROM event WHERE sequence = @sequence",
            row => new TimelineEvent(found.Time, row.Text(0), row.Text(1), row.Text(2)),
            found.Sequence) ?? new TimelineEvent(found.Time, null, null, null)),
    ];

    /// <summary>
    /// Each AuditSourceID with the time of its newest event: the newest runs first, so that of the others not much more
    /// is read than who is in them.
    /// </summary>
    public static IReadOnlyList<(string Source, DateTimeOffset Last)> Senders(ReadSession session)
    {
        IndexState.RequireCurrent(session);
        var senders = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var prefix = TermKey.Of(SearchTermKind.Source, "");
        foreach (var run in TermRunStore.Overlapping(session, TimeRange.All).OrderByDescending(run => run.LastTime))
        {
            var terms = new RunTerms(session, run);
            foreach (var (key, postings) in terms.Beginning(prefix))
            {
                var source = TermKey.Parse(key).Term;
                var known = senders.GetValueOrDefault(source, long.MinValue);
                if (known < run.LastTime)
                {
                    senders[source] = Math.Max(known, terms.Read(postings).Max(posting => posting.Time));
                }
            }

            while (senders.Count > MaxSenders)
            {
                senders.Remove(senders.Keys.Last());
            }
        }

        return
        [
            .. senders.Select(sender => (sender.Key.Split(SearchTerm.Separator)[0], Microseconds.ToTime(sender.Value))),
        ];
    }
}

/// <summary>What the chart knows of an event: EventID, the first EventTypeCode, EventActionCode.</summary>
internal sealed record TimelineEvent(long Time, string? EventId, string? Type, string? Action);
