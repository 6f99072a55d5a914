using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace XdsDmp.Sql;

/// <summary>
/// Values that the two dialects give in different forms, and those that an answer reads thousands of: from SQLite
/// without ADO.NET between, which looks at the type of a column before each value.
/// </summary>
public static class RowValues
{
    /// <summary>A column that is an integer, 0 or not, or a condition.</summary>
    public static bool Flag(this DbDataReader row, int column) =>
        row.GetValue(column) is bool flag ? flag : row.GetInt64(column) != 0;

    /// <summary>A column that is an integer, and never NULL.</summary>
    public static long Number(this DbDataReader row, int column) => row is SqliteDataReader { Handle: { } statement }
        ? raw.sqlite3_column_int64(statement, column)
        : row.GetInt64(column);

    /// <summary>A column that refers to another row by its key, which is never 0; null where it is NULL.</summary>
    public static long? Reference(this DbDataReader row, int column)
    {
        if (row is SqliteDataReader { Handle: { } statement })
        {
            return raw.sqlite3_column_int64(statement, column) is not 0 and var key ? key : null;
        }

        return row.IsDBNull(column) ? null : row.GetInt64(column);
    }

    /// <summary>A column of 16 octets in network order.</summary>
    public static Guid Uuid(this DbDataReader row, int column) => row is SqliteDataReader { Handle: { } statement }
        ? new Guid(raw.sqlite3_column_blob(statement, column), bigEndian: true)
        : new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true);

    /// <summary>A column of octets; empty where it is NULL. For large ones, of which an answer has many.</summary>
    public static byte[] Octets(this DbDataReader row, int column)
    {
        if (row is SqliteDataReader { Handle: { } statement })
        {
            // ADO.NET's way is a stream, and memory that is cleared before it is filled.
            var octets = raw.sqlite3_column_blob(statement, column);
            var copy = GC.AllocateUninitializedArray<byte>(octets.Length);
            octets.CopyTo(copy);
            return copy;
        }

        return row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);
    }
}
