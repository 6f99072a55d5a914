using System.Data.Common;
using Microsoft.Data.Sqlite;
using XdsDmp.Sql;

namespace XdsDmp.Bench.Servers;

/// <summary>A row of a registration: its table, its columns, its values as the product has stored them.</summary>
internal sealed record RegistrationRow(string Table, IReadOnlyList<string> Columns, IReadOnlyList<object?> Values);

/// <summary>The rows of one registration, read from the product's own database.</summary>
/// <param name="Rows">In an order that foreign keys accept.</param>
/// <param name="FirstKey">Key of its first object; the others follow it.</param>
/// <param name="Objects">How many objects it has.</param>
/// <param name="Patients">Patients have the keys from 1 to this.</param>
internal sealed record RegistrationRows(IReadOnlyList<RegistrationRow> Rows, long FirstKey, int Objects, long Patients)
{
    private static readonly string[] ObjectTables =
        ["submission_set", "document_entry", "association", "entry_code", "author_person", "reference_id"];

    /// <summary>Codes and patients are copied, so that the keys in the rows mean the same.</summary>
    public static RegistrationRows CopyFrom(string productFile, string bareFile)
    {
        using var connection = new SqliteConnection($"Data Source={bareFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            ATTACH '{productFile}' AS product;
            INSERT INTO code SELECT * FROM product.code;
            INSERT INTO patient SELECT * FROM product.patient;
            SELECT max(object_id) FROM product.submission_set;
            """;
        var first = (long)command.ExecuteScalar()!;
        command.CommandText = "SELECT count(*) FROM patient";
        var patients = (long)command.ExecuteScalar()!;
        var objects = Read(connection, "product.registry_object", $"id >= {first}");
        return new RegistrationRows(
            [
                .. objects,
                .. ObjectTables.SelectMany(table => Read(connection, $"product.{table}", $"object_id >= {first}")),
                .. Read(
                    connection, "product.audit_outbox",
                    "sequence = (SELECT max(sequence) FROM product.audit_outbox)"),
            ],
            first, objects.Count, patients);
    }

    /// <summary>
    /// Those of the last registration, and the patient whom it is about, from either kind of database.
    /// </summary>
    public static RegistrationRows ReadLast(string location)
    {
        using var connection = new Database(location).OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT max(object_id) FROM submission_set";
        var first = (long)command.ExecuteScalar()!;
        var objects = Read(connection, "registry_object", $"id >= {first}");
        var patient = objects[0].Values[objects[0].Columns.ToList().IndexOf("patient_id")];
        return new RegistrationRows(
            [
                .. Read(connection, "patient", $"id = {patient}"), .. objects,
                .. ObjectTables.SelectMany(table => Read(connection, table, $"object_id >= {first}")),
            ],
            first, objects.Count, Patients: 1);
    }

    private static List<RegistrationRow> Read(DbConnection connection, string table, string condition)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE {condition}";
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<RegistrationRow>();
        while (reader.Read())
        {
            rows.Add(new RegistrationRow(
                table[(table.IndexOf('.') + 1)..], columns,
                [.. columns.Select((_, i) => reader.IsDBNull(i) ? null : reader.GetValue(i))]));
        }

        return rows;
    }
}
