using System.Data.Common;

namespace XdsDmp.CommandLine.Migration.Storage;

/// <summary>A table as both sides have it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">In the order in which they are copied.</param>
/// <param name="Key">The columns by which its rows are told apart, and put in order.</param>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns, IReadOnlyList<string> Key)
{
    public string ColumnList => string.Join(", ", Columns.Select(column => Quoted(column.Name)));

    public string KeyList => string.Join(", ", Key.Select(Quoted));

    public string QuotedName => Quoted(Name);

    /// <summary>Names come out of the databases themselves; they are not to end a statement all the same.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Where the columns of the key stand among all.</summary>
    public IReadOnlyList<int> KeyPlaces =>
        [.. Key.Select(name => Columns.Select(column => column.Name).ToList().IndexOf(name))];
}

/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record ColumnShape(string Name, ValueKind Kind);

/// <summary>What our tables hold: SQLite's types and those of PostgreSQL for the same.</summary>
internal enum ValueKind
{
    Integer,
    Text,
    Octets,
    Real,
}

/// <summary>Names of types, and rows.</summary>
internal static class ValueKinds
{
    /// <summary>Null for a type that no table of ours has.</summary>
    public static ValueKind? Of(string type) => type.ToUpperInvariant() switch
    {
        "INTEGER" or "BIGINT" or "SMALLINT" => ValueKind.Integer,
        "TEXT" => ValueKind.Text,
        "BLOB" or "BYTEA" => ValueKind.Octets,
        "REAL" or "DOUBLE PRECISION" => ValueKind.Real,
        _ => null,
    };

    /// <summary>The same value from either side.</summary>
    public static object?[] Read(DbDataReader row)
    {
        var values = new object?[row.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.IsDBNull(i) ? null : row.GetValue(i) switch
            {
                long number => number,
                int number => (long)number,
                short number => (long)number,
                var other => other,
            };
        }

        return values;
    }

    /// <summary>Octets it takes, about.</summary>
    public static long SizeOf(object?[] row)
    {
        long size = 0;
        foreach (var value in row)
        {
            size += value switch
            {
                string text => text.Length,
                byte[] octets => octets.Length,
                _ => 8,
            };
        }

        return size;
    }
}
