using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>Looks for octets in the messages themselves, where the two dialects have different words.</summary>
internal static class RawOctets
{
    /// <summary>Adds the condition that the record of row <c>t</c> has these octets.</summary>
    public static SqlText AppendContained(this SqlText sql, Dialect dialect, byte[] octets) => dialect == Dialect.Sqlite
        ? sql.Append("AND (SELECT instr(r.raw, @) FROM record r WHERE r.sequence = t.sequence) > 0", octets)
        : sql.Append("AND (SELECT position(@ IN r.raw) FROM record r WHERE r.sequence = t.sequence) > 0", octets);

    public static bool Contains(ReadSession session, long sequence, byte[] octets) => session.Dialect == Dialect.Sqlite
        ? session.First(
            "SELECT instr(raw, @octets) FROM record WHERE sequence = @sequence",
            row => row.GetInt64(0) > 0, octets, sequence)
        : session.First(
            "SELECT position(@octets IN raw) FROM record WHERE sequence = @sequence",
            row => row.GetInt64(0) > 0, octets, sequence);
}
