using System.Text;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>Searches among the messages that came as syslog, by their header.</summary>
internal static class SyslogEvents
{
    public static SyslogPage Find(ReadSession session, SyslogFilter filter)
    {
        IndexState.RequireCurrent(session);
        var snapshot = filter.Snapshot ?? AuditRecordStore.Head(session)?.Sequence ?? 0;
        var sql = new SqlText(
            """
            SELECT e.sequence, e.header_time FROM event e
            WHERE e.header_time >= @ AND e.header_time < @ AND e.sequence <= @
            """,
            filter.Range.From, filter.Range.Before, snapshot);
        foreach (var (name, value) in filter.Fields)
        {
            AppendField(sql, name, value);
        }

        if (filter.After is { } after)
        {
            sql.Append("AND (e.header_time, e.sequence) < (@, @)", after.Time, after.Sequence);
        }

        sql.Append("ORDER BY e.header_time DESC, e.sequence DESC LIMIT @", (long)filter.Count + 1);
        var found = session.All(sql, row => new FoundEvent(row.GetInt64(0), row.GetInt64(1)));
        var page = found.Take(filter.Count).ToList();
        return new SyslogPage(
            [.. page.Select(one => one.Sequence)], snapshot, found.Count > filter.Count ? page[^1] : null);
    }

    private static void AppendField(SqlText sql, string name, string value)
    {
        _ = name switch
        {
            "hostname" => sql.Append("AND e.host_name = @", value),
            "app-name" => sql.Append("AND e.app_name = @", value),
            "msg-id" => sql.Append("AND e.message_id = @", value),
            "procid" => AppendOctets(sql, $" {value} "),
            "pri" => AppendOctets(sql, $"<{value}>"),
            "version" => AppendOctets(sql, $">{value} "),
            _ => AppendOctets(sql, value),
        };
    }

    /// <summary>Fields that have no column are looked for in the message itself, as they stand there.</summary>
    private static SqlText AppendOctets(SqlText sql, string text) => sql.Append(
        "AND (SELECT instr(r.raw, @) FROM record r WHERE r.sequence = e.sequence) > 0",
        Encoding.UTF8.GetBytes(text));
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

/// <summary>Records of one page; <paramref name="Next"/> is the last of them when there are more.</summary>
internal sealed record SyslogPage(IReadOnlyList<long> Found, long Snapshot, FoundEvent? Next);
