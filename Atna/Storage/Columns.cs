using System.Data.Common;

namespace XdsDmp.Atna.Storage;

/// <summary>Reads columns that may be NULL.</summary>
internal static class Columns
{
    public static long? Number(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    public static string? Text(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[] Octets(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);
}
