using XdsDmp.Registry.Dmp.State;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>What happened to a DMP, in order. Lines are added, never changed: the database itself refuses it.</summary>
internal static class DmpHistory
{
    public static void Append<T>(
        WriteSession session, long dmp, DmpEventKind kind, T details, Actor actor, DateTimeOffset now) =>
        session.Insert(
            """
            INSERT INTO dmp_event (dmp_id, time, kind, actor, details)
            VALUES (@dmp, @time, @kind, @actor, @details)
            """,
            dmp, DmpTime.Text(now), kind.ToString(), DmpJson.Write(actor), DmpJson.Write(details));

    /// <summary>From the beginning.</summary>
    public static IReadOnlyList<DmpEvent> Of(ReadSession session, long dmp) => session.All(
        "SELECT time, kind, actor, details FROM dmp_event WHERE dmp_id = @dmp ORDER BY id",
        row => new DmpEvent(
            DmpTime.Read(row.GetString(0)), Enum.Parse<DmpEventKind>(row.GetString(1)),
            DmpJson.Read<Actor>(row.GetString(2)), row.GetString(3)),
        dmp);
}
