using System.Data.Common;

namespace XdsDmp.Sql;

/// <summary>Values that the two dialects give in different forms.</summary>
public static class RowValues
{
    /// <summary>A column that is an integer, 0 or not, or a condition.</summary>
    public static bool Flag(this DbDataReader row, int column) =>
        row.GetValue(column) is bool flag ? flag : row.GetInt64(column) != 0;
}
