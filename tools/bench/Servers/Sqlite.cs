using SQLitePCL;

namespace XdsDmp.Bench.Servers;

/// <summary>The few calls of SQLite's C API that the ceiling needs.</summary>
internal static class Sqlite
{
    /// <summary>
    /// As the product has it: no locks inside a connection, no count of its memory. Where SQLite has been used already,
    /// the product has said so.
    /// </summary>
    static Sqlite()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>A connection that writes, with the pragmas of the product's writer.</summary>
    public static sqlite3 Open(string file, string durability)
    {
        Check(raw.sqlite3_open(file, out var database));
        Check(raw.sqlite3_exec(
            database,
            $"""
            PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA {durability}; PRAGMA wal_autocheckpoint = 0;
            PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;
            """));
        raw.sqlite3_busy_timeout(database, 30_000);
        return database;
    }

    public static sqlite3_stmt Prepare(sqlite3 database, string sql)
    {
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement));
        return statement;
    }

    /// <summary>Runs a statement that returns no rows; its values stay bound.</summary>
    public static void Step(sqlite3 database, sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
        {
            throw new InvalidOperationException($"SQLite: {raw.sqlite3_errmsg(database).utf8_to_string()}");
        }
    }

    public static int Bind(sqlite3_stmt statement, int at, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, at),
        long number => raw.sqlite3_bind_int64(statement, at, number),
        string text => raw.sqlite3_bind_text(statement, at, text),
        byte[] octets => raw.sqlite3_bind_blob(statement, at, octets),
        _ => throw new ArgumentException($"a value of type {value.GetType()}"),
    };

    public static void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite: {result}");
        }
    }
}
