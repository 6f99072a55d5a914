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
