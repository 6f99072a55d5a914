using System.Data.Common;
using XdsDmp.Registry.Dmp.Accounts;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>
/// Web accounts of patients, and where their one-time codes go. The history tells that, never the secrets.
/// </summary>
internal static class AccountStore
{
    /// <summary>COMPTE_INTERNET_OUVERT; null: none.</summary>
    public static PatientAccount? Find(ReadSession session, long dmp) => session.First(
        "SELECT login, salt, iterations, password FROM dmp_account WHERE dmp_id = @dmp", Read, dmp);

    /// <summary>For a portal; null: nobody has this login.</summary>
    public static (long Dmp, PatientAccount Account)? FindLogin(ReadSession session, string login) =>
        session.First<(long, PatientAccount)?>(
            "SELECT login, salt, iterations, password, dmp_id FROM dmp_account WHERE login = @login",
            row => (row.GetInt64(4), Read(row)), login);

    public static IReadOnlyList<CodeChannel> ChannelsOf(ReadSession session, long dmp) => session.All(
        "SELECT type, address FROM dmp_code_channel WHERE dmp_id = @dmp ORDER BY type",
        row => new CodeChannel((CodeChannelType)row.GetInt32(0), row.GetString(1)), dmp);

    /// <summary>Opens an account, or gives it new credentials: the old ones are void.</summary>
    public static void Save(
        WriteSession session, long dmp, PatientAccount account, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            """
            INSERT INTO dmp_account (dmp_id, login, salt, iterations, password, changed_at)
            VALUES (@dmp, @login, @salt, @iterations, @password, @time)
            ON CONFLICT (dmp_id) DO UPDATE SET login = excluded.login, salt = excluded.salt,
                iterations = excluded.iterations, password = excluded.password, changed_at = excluded.changed_at
            """,
            dmp, account.Login, account.Salt, (long)account.Iterations, account.PasswordHash, DmpTime.Text(now));
        DmpHistory.Append(session, dmp, DmpEventKind.AccountChanged, new { account.Login }, actor, now);
    }

    public static void SetChannel(
        WriteSession session, long dmp, CodeChannel channel, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            """
            INSERT INTO dmp_code_channel (dmp_id, type, address) VALUES (@dmp, @type, @address)
            ON CONFLICT (dmp_id, type) DO UPDATE SET address = excluded.address
            """,
            dmp, (int)channel.Type, channel.Address);
        DmpHistory.Append(session, dmp, DmpEventKind.AccountChanged, new { Channel = channel.Type }, actor, now);
    }

    public static void RemoveChannel(
        WriteSession session, long dmp, CodeChannelType type, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            "DELETE FROM dmp_code_channel WHERE dmp_id = @dmp AND type = @type", dmp, (int)type);
        DmpHistory.Append(session, dmp, DmpEventKind.AccountChanged, new { Without = type }, actor, now);
    }

    private static PatientAccount Read(DbDataReader row) => new(
        row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3));
}
