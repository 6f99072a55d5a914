using Microsoft.Data.Sqlite;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Storage;

/// <summary>
/// What a registry of an earlier version has registered is as good afterwards as what is registered now.
/// </summary>
[TestClass]
[SqliteOnly]
public sealed class MigrationTests
{
    [TestMethod]
    public void EntriesOfTheFirstVersionGetTheColumnsOfLaterOnes()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Run(connection, "0001");
        Insert(connection, 1, A.DocumentEntry(Example.NewUuid()));
        Insert(connection, 2, A.DocumentEntry(Example.NewUuid())
            .With(SlotNames.DocumentAvailability, XdsUrns.DocumentOffline).Without(SlotNames.SourcePatientId));

        Run(connection, "0002");
        Run(connection, "0003");

        Assert.AreEqual("local-1^^^&1.2.3.4.5&ISO 0", Columns(connection, 1));
        Assert.AreEqual(" 1", Columns(connection, 2));
    }

    [TestMethod]
    public void RowsOfEarlierVersionsMoveBesideTheirPatient()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var number in new[] { "0001", "0002", "0003", "0004", "0005" })
        {
            Run(connection, number);
        }

        Execute(
            connection,
            """
            INSERT INTO patient (id, authority, extension, state) VALUES (7, '1.2.3', 'a', 1), (8, '1.2.3', 'b', 1);
            INSERT INTO registry_object (id, entry_uuid, kind, status, patient_id, logical_id, version, fragment) VALUES
                (1, x'01', 1, 2, 8, x'01', 1, x'3c'), (2, x'02', 2, 1, 8, x'02', 1, x'3c'),
                (3, x'03', 1, 1, 7, x'01', 2, x'3c'), (4, x'04', 3, 1, 7, x'04', 1, x'3c');
            INSERT INTO document_entry (object_id, object_type, creation_time, hash, visibility)
                VALUES (1, 1, '20260101', x'0a', 3), (3, 2, NULL, NULL, 0);
            INSERT INTO submission_set (object_id, source_id, submission_time) VALUES (2, '1.2', '20260102');
            INSERT INTO folder (object_id, last_update_time, made_at) VALUES (4, '20260103', '20260102');
            """);
        Run(connection, "0006");

        Assert.AreEqual(
            "7 3 1 03 01 2 2 - - 0, 8 1 2 01 01 1 1 20260101 0A 3",
            Execute(
                connection,
                """
                SELECT group_concat(patient_id || ' ' || object_id || ' ' || status || ' ' || hex(entry_uuid) || ' '
                    || hex(logical_id) || ' ' || version || ' ' || object_type || ' ' || coalesce(creation_time, '-')
                    || ' ' || CASE WHEN hash IS NULL THEN '-' ELSE hex(hash) END || ' ' || visibility, ', ')
                FROM document_entry
                """));
        Assert.AreEqual("8 2 1.2 20260102", Execute(
            connection,
            "SELECT patient_id || ' ' || object_id || ' ' || source_id || ' ' || submission_time FROM submission_set"));
        Assert.AreEqual("7 4 20260103 20260102", Execute(
            connection,
            "SELECT patient_id || ' ' || object_id || ' ' || last_update_time || ' ' || made_at FROM folder"));
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Run(SqliteConnection connection, string number)
    {
        var script = RegistryTables.Migrations.Read(Dialect.Sqlite)
            .Single(m => m.File.StartsWith(number, StringComparison.Ordinal));
        using var command = connection.CreateCommand();
        command.CommandText = script.Script;
        command.ExecuteNonQuery();
    }

    private static void Insert(SqliteConnection connection, int key, ExtrinsicObject entry)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO registry_object (id, entry_uuid, kind, status, logical_id, version, fragment)
            VALUES (@id, @id, 1, 1, @id, 1, @fragment);
            INSERT INTO document_entry (object_id, object_type) VALUES (@id, 1);
            """;
        command.Parameters.AddWithValue("@id", key);
        command.Parameters.AddWithValue("@fragment", Fragment.Of(entry));
        command.ExecuteNonQuery();
    }

    private static string Columns(SqliteConnection connection, int key)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT coalesce(source_patient_id, '') || ' ' || is_offline FROM document_entry WHERE object_id = @id";
        command.Parameters.AddWithValue("@id", key);
        return (string)command.ExecuteScalar()!;
    }
}
