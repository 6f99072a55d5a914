using System.Data.Common;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>Named accounts of auditors.</summary>
public static class AuditorStore
{
    /// <summary>False when there is an auditor of this name.</summary>
    public static bool Add(WriteSession session, AuditorAccount account) => session.Execute(
        """
        INSERT INTO auditor (name, salt, iterations, password, totp)
        VALUES (@name, @salt, @iterations, @password, @totp) ON CONFLICT DO NOTHING
        """,
        account.Name, account.Salt, (long)account.Iterations, account.Password, account.Totp) == 1;

    public static bool Remove(WriteSession session, string name) =>
        session.Execute("DELETE FROM auditor WHERE name = @name", name) == 1;

    public static bool Unlock(WriteSession session, string name) => session.Execute(
        "UPDATE auditor SET failures = 0, locked_until = 0 WHERE name = @name", name) == 1;

    public static IReadOnlyList<AuditorAccount> List(ReadSession session) => session.All(
        "SELECT " + Columns + " FROM auditor ORDER BY name", AccountOf);

    public static AuditorAccount? Find(ReadSession session, string name) => session.First(
        "SELECT " + Columns + " FROM auditor WHERE name = @name", AccountOf, name);

    internal static void Save(WriteSession session, AuditorAccount account) => session.Execute(
        "UPDATE auditor SET last_step = @step, failures = @failures, locked_until = @until WHERE name = @name",
        account.LastStep, (long)account.Failures, Microseconds.Of(account.LockedUntil), account.Name);

    private const string Columns = "name, salt, iterations, password, totp, last_step, failures, locked_until";

    private static AuditorAccount AccountOf(DbDataReader row) => new()
    {
        Name = row.GetString(0),
        Salt = row.Octets(1),
        Iterations = row.GetInt32(2),
        Password = row.Octets(3),
        Totp = row.Octets(4),
        LastStep = row.GetInt64(5),
        Failures = row.GetInt32(6),
        LockedUntil = Microseconds.ToTime(row.GetInt64(7)),
    };
}
