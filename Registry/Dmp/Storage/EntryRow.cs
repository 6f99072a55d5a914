using System.Data.Common;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>What the tables say of a version of a document entry for the access decision.</summary>
/// <param name="Key">Integer key.</param>
/// <param name="Patient">Key of its patient.</param>
/// <param name="Status">Its availabilityStatus.</param>
/// <param name="Class">Key of its classCode.</param>
/// <param name="Type">Key of its typeCode.</param>
/// <param name="Visibility">Who shall not see it.</param>
internal readonly record struct EntryRow(
    long Key, long Patient, AvailabilityStatus Status, long? Class, long? Type, DocumentVisibility Visibility)
{
    /// <summary>Beside <see cref="RegisteredObject.Columns"/>, for a table called d.</summary>
    public const string Columns = "d.class_code, d.type_code, d.visibility";

    /// <summary>Of a row with the columns of an object, and these behind them.</summary>
    public static EntryRow Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(4), StatusNumber.Read(row.GetInt32(3)),
        row.IsDBNull(6) ? null : row.GetInt64(6), row.IsDBNull(7) ? null : row.GetInt64(7),
        (DocumentVisibility)row.GetInt32(8));
}
