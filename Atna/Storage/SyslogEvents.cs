using System.Globalization;
using System.Text;
using XdsDmp.Audit.Syslog;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Searches among the messages that came as syslog, by their header. The rarest field that has an index leads; what
/// has none is looked for in the messages themselves, of which a page looks at so many and no more: then it ends
/// early, and the next page goes on from there.
/// </summary>
internal static class SyslogEvents
{
    /// <summary>A tenth of a second.</summary>
    public const int MaxLookedAt = 10_000;

    private const long MaxBytesLookedAt = 64 * 1024 * 1024;
    private const int PieceRows = 250;

    /// <summary>Longer than any header before its structured data.</summary>
    private const long HeaderBytes = 2_048;

    /// <summary>Beyond this it does not matter any more which field has how many.</summary>
    private const int MaxEstimate = 2_000;

    public static SyslogPage Find(ReadSession session, SyslogFilter filter)
    {
        IndexState.RequireCurrent(session);
        var snapshot = filter.Snapshot ?? AuditRecordStore.Head(session)?.Sequence ?? 0;
        var leading = filter.Fields.Where(IsIndexed)
            .OrderBy(field => Estimate(session, filter.Range, field)).Take(1).ToList();
        var others = filter.Fields.Except(leading).ToList();
        var pieceRows = others.Count == 0 ? filter.Count + 1 : PieceRows;
        var found = new List<FoundEvent>();
        var (after, isAtEnd, lookedAt, bytes) = (filter.After, false, 0, 0L);
        while (!isAtEnd && found.Count <= filter.Count && lookedAt < MaxLookedAt && bytes < MaxBytesLookedAt)
        {
            var piece = Next(session, filter with { After = after, Snapshot = snapshot }, leading, pieceRows);
            isAtEnd = piece.Count < pieceRows;
            foreach (var row in piece.TakeWhile(_ => found.Count <= filter.Count && bytes < MaxBytesLookedAt))
            {
                (after, lookedAt) = (row, lookedAt + 1);
                if (others.Count == 0 || HasAll(session, row.Sequence, others, ref bytes))
                {
                    found.Add(row);
                }
            }
        }

        var isFull = found.Count > filter.Count;
        var last = isFull ? found[filter.Count - 1] : isAtEnd ? null : after;
        return new SyslogPage([.. found.Take(filter.Count).Select(one => one.Sequence)], snapshot, last);
    }

    private static bool IsIndexed((string Name, string Value) field) => field.Name switch
    {
        "hostname" or "app-name" or "msg-id" => true,
        "pri" => NumberOf(field.Value) is not null,
        _ => false,
    };

    private static List<FoundEvent> Next(
        ReadSession session, SyslogFilter filter, IReadOnlyList<(string Name, string Value)> leading, int limit)
    {
        var sql = new SqlText(
            """
            SELECT e.sequence, e.header_time FROM event e
            WHERE e.header_time >= @ AND e.header_time < @ AND e.sequence <= @
            """,
            filter.Range.From, filter.Range.Before, filter.Snapshot);
        foreach (var field in leading)
        {
            AppendIndexed(sql, field);
        }

        if (filter.After is { } after)
        {
            sql.Append("AND (e.header_time, e.sequence) < (@, @)", after.Time, after.Sequence);
        }

        sql.Append("ORDER BY e.header_time DESC, e.sequence DESC LIMIT @", (long)limit);
        return session.All(sql, row => new FoundEvent(row.GetInt64(0), row.GetInt64(1)));
    }

    private static long Estimate(ReadSession session, TimeRange range, (string Name, string Value) field)
    {
        var sql = new SqlText(
            """
            SELECT count(*) FROM (SELECT 1 FROM event e
            WHERE e.header_time >= @ AND e.header_time < @
            """,
            range.From, range.Before);
        AppendIndexed(sql, field);
        return session.All(sql.Append("LIMIT @) AS found", (long)MaxEstimate), row => row.GetInt64(0))[0];
    }

    private static void AppendIndexed(SqlText sql, (string Name, string Value) field) => _ = field.Name switch
    {
        "hostname" => sql.Append("AND e.host_name = @", field.Value),
        "app-name" => sql.Append("AND e.app_name = @", field.Value),
        "msg-id" => sql.Append("AND e.message_id = @", field.Value),
        _ => sql.Append("AND e.priority = @", NumberOf(field.Value)),
    };

    private static bool HasAll(
        ReadSession session, long sequence, IReadOnlyList<(string Name, string Value)> fields, ref long bytes)
    {
        var (start, length) = session.First(
            "SELECT substr(raw, 1, CAST(@length AS INTEGER)), length(raw) FROM record WHERE sequence = @sequence",
            row => (row.Octets(0), row.GetInt64(1)), HeaderBytes, sequence);
        bytes += length;
        var header = SyslogMessageReader.Read(start ?? []);
        return fields.All(field => field.Name == "msg"
            ? RawOctets.Contains(session, sequence, Encoding.UTF8.GetBytes(field.Value))
            : ValueOf(header, field.Name) == field.Value);
    }

    private static string? ValueOf(SyslogSummary header, string name) => name switch
    {
        "hostname" => header.HostName,
        "app-name" => header.AppName,
        "msg-id" => header.MessageId,
        "procid" => header.ProcessId,
        "pri" => header.Priority?.ToString(CultureInfo.InvariantCulture),
        _ => header.Version?.ToString(CultureInfo.InvariantCulture),
    };

    private static long? NumberOf(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Conditions on the header: all must hold.</summary>
internal sealed record SyslogFilter(TimeRange Range, IReadOnlyList<(string Name, string Value)> Fields, int Count)
{
    public static IReadOnlyList<string> FieldNames => Names;

    private static readonly string[] Names =
        ["pri", "version", "hostname", "app-name", "procid", "msg-id", "msg"];

    public long? Snapshot { get; init; }

    public FoundEvent? After { get; init; }
}

/// <summary>
/// Records of one page, which may be few or none while there are more; <paramref name="Next"/> is where the next one
/// begins.
/// </summary>
internal sealed record SyslogPage(IReadOnlyList<long> Found, long Snapshot, FoundEvent? Next);
