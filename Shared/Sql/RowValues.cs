using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace XdsDmp.Sql;

/// <summary>Values that the two dialects give in different forms.</summary>
public static class RowValues
{
    /// <summary>A column that is an integer, 0 or not, or a condition.</summary>
    public static bool Flag(this DbDataReader row, int column) =>
        row.GetValue(column) is bool flag ? flag : row.GetInt64(column) != 0;

    /// <summary>A column of octets; empty where it is NULL. For large ones, of which an answer has many.</summary>
    public static byte[] Octets(this DbDataReader row, int column)
    {
        if (row is SqliteDataReader { Handle: { } statement })
        {
            // ADO.NET's way is a stream, and memory that is cleared before it is filled.
            return raw.sqlite3_column_blob(statement, column).ToArray();
        }

        return row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);
    }
}
