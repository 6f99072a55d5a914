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

    /// <summary>Each AuditSourceID with the time of its newest event: one step in the index for each.</summary>
    public static IReadOnlyList<(string Source, DateTimeOffset Last)> Senders(ReadSession session)
    {
        IndexState.RequireCurrent(session);
        var senders = new List<(string, DateTimeOffset)>();
        var term = "";
        while (senders.Count < MaxSenders && Next(session, term) is { } next)
        {
            var last = session.First(
                """
                SELECT event_time FROM search_term WHERE kind = @kind AND term = @term
                ORDER BY event_time DESC LIMIT 1
                """,
                row => row.GetInt64(0), (long)SearchTermKind.Source, next);
            senders.Add((next.Split(SearchTerm.Separator)[0], Microseconds.ToTime(last)));
            term = next;
        }

        return senders;
    }

    private static string? Next(ReadSession session, string after) => session.First(
        "SELECT term FROM search_term WHERE kind = @kind AND term > @after ORDER BY term LIMIT 1",
        row => row.GetString(0), (long)SearchTermKind.Source, after);
}

/// <summary>What the chart knows of an event: EventID, the first EventTypeCode, EventActionCode.</summary>
internal sealed record TimelineEvent(long Time, string? EventId, string? Type, string? Action);
