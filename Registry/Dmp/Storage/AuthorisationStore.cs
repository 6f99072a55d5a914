using System.Data.Common;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>
/// Which professionals each patient has authorised or blocked. That a change is allowed has been found out before.
/// </summary>
internal static class AuthorisationStore
{
    private const string Columns =
        "a.professional, a.mode, a.since, a.until, a.is_attending_physician, a.last_action";

    /// <summary>Null when the patient has decided nothing about that professional.</summary>
    public static Authorisation? Find(ReadSession session, long dmp, string professionalId) => session.First(
        $"SELECT {Columns} FROM authorisation a WHERE a.dmp_id = @dmp AND a.professional_id = @id",
        Read, dmp, professionalId);

    /// <summary>Ended ones too (TD1.6).</summary>
    public static IReadOnlyList<Authorisation> AllOf(ReadSession session, long dmp) => session.All(
        $"SELECT {Columns} FROM authorisation a WHERE a.dmp_id = @dmp ORDER BY a.professional_id", Read, dmp);

    /// <summary>The DMPs on which a professional is authorised, those authorised last first (TD0.4).</summary>
    public static IReadOnlyList<(long Dmp, Authorisation Authorisation)> DmpsOf(
        ReadSession session, string professionalId, DateTimeOffset now, int limit) => session.All(
        $"""
        SELECT {Columns}, a.dmp_id FROM authorisation a JOIN dmp d ON d.id = a.dmp_id
        WHERE a.professional_id = @id AND a.mode = 1 AND a.until > @now AND d.status = 1
        ORDER BY a.since DESC LIMIT @limit
        """,
        row => (row.GetInt64(6), Read(row)), professionalId, DmpTime.Text(now), limit);

    /// <summary>Authorises, or authorises anew; the médecin traitant stays one.</summary>
    public static void Grant(
        WriteSession session, long dmp, Professional professional, DateTimeOffset until, Actor actor,
        DateTimeOffset now)
    {
        session.Execute(
            """
            INSERT INTO authorisation (dmp_id, professional_id, mode, since, until, is_attending_physician, last_action,
                professional)
            VALUES (@dmp, @id, 1, @since, @until, 0, @time, @professional)
            ON CONFLICT (dmp_id, professional_id) DO UPDATE SET mode = 1, since = excluded.since,
                until = excluded.until, last_action = excluded.last_action, professional = excluded.professional
            """,
            dmp, professional.Id, DmpTime.Text(now), DmpTime.Text(until), DmpTime.Text(now),
            DmpJson.Write(professional));
        var granted = new { Professional = professional, Until = DmpTime.Text(until) };
        DmpHistory.Append(session, dmp, DmpEventKind.Authorised, granted, actor, now);
    }

    /// <summary>The patient decides nothing any more about that professional.</summary>
    public static void Remove(WriteSession session, long dmp, string professionalId, Actor actor, DateTimeOffset now) =>
        Forget(session, dmp, professionalId, DmpEventKind.AuthorisationRemoved, actor, now);

    /// <summary>INTERDIT: ends an authorisation too, and what came with it.</summary>
    public static void Block(
        WriteSession session, long dmp, Professional professional, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            """
            INSERT INTO authorisation (dmp_id, professional_id, mode, since, until, is_attending_physician, last_action,
                professional)
            VALUES (@dmp, @id, 2, @since, NULL, 0, @time, @professional)
            ON CONFLICT (dmp_id, professional_id) DO UPDATE SET mode = 2, since = excluded.since, until = NULL,
                is_attending_physician = 0
            """,
            dmp, professional.Id, DmpTime.Text(now), DmpTime.Text(now), DmpJson.Write(professional));
        DmpHistory.Append(session, dmp, DmpEventKind.Blocked, professional, actor, now);
    }

    public static void Unblock(
        WriteSession session, long dmp, string professionalId, Actor actor, DateTimeOffset now) =>
        Forget(session, dmp, professionalId, DmpEventKind.Unblocked, actor, now);

    /// <summary>Of an authorised professional; several may be (TD0.3).</summary>
    public static void SetAttendingPhysician(
        WriteSession session, long dmp, string professionalId, bool isOne, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            """
            UPDATE authorisation SET is_attending_physician = @isOne, last_action = @time
            WHERE dmp_id = @dmp AND professional_id = @id AND mode = 1
            """,
            isOne, DmpTime.Text(now), dmp, professionalId);
        DmpHistory.Append(
            session, dmp,
            isOne ? DmpEventKind.AttendingPhysicianDeclared : DmpEventKind.AttendingPhysicianEnded,
            new { ProfessionalId = professionalId }, actor, now);
    }

    private static void Forget(
        WriteSession session, long dmp, string professionalId, DmpEventKind kind, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            "DELETE FROM authorisation WHERE dmp_id = @dmp AND professional_id = @id", dmp, professionalId);
        DmpHistory.Append(session, dmp, kind, new { ProfessionalId = professionalId }, actor, now);
    }

    private static Authorisation Read(DbDataReader row) => new(
        DmpJson.Read<Professional>(row.GetString(0)), (AuthorisationMode)row.GetInt32(1),
        DmpTime.Read(row.GetString(2)), row.IsDBNull(3) ? null : DmpTime.Read(row.GetString(3)), row.Flag(4),
        DmpTime.Read(row.GetString(5)));
}
