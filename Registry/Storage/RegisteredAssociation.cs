using System.Data.Common;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Storage;

/// <summary>A registered association and the keys of its two ends.</summary>
internal sealed record RegisteredAssociation(RegisteredObject Object, AssociationType Type, long Source, long Target)
{
    /// <summary>Keys of the two objects.</summary>
    public IEnumerable<long> Ends => [Source, Target];

    public static RegisteredAssociation Read(DbDataReader row) => new(
        RegisteredObject.Read(row), (AssociationType)row.GetInt32(6), row.GetInt64(7), row.GetInt64(8));
}
