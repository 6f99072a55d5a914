using System.Data.Common;
using XdsDmp.Metadata.Model;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>A UUID as 16 bytes in network order, so that version 7 UUIDs sort by age.</summary>
internal static class UuidBlob
{
    public static byte[] Of(EntryUuid uuid) => uuid.Value.ToByteArray(bigEndian: true);

    public static EntryUuid Read(DbDataReader row, int column) => new(row.Uuid(column));
}
