using System.Data.Common;
using XdsDmp.Metadata.Model;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>A row of <c>registry_object</c>: what every object has.</summary>
/// <param name="Key">Integer key.</param>
/// <param name="EntryUuid">The object's id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Status">Its availabilityStatus.</param>
/// <param name="Patient">Key of its patient; null for associations.</param>
/// <param name="Fragment">Its ebRIM as a query answers it; none when only ids were asked for.</param>
internal sealed record RegisteredObject(
    long Key, EntryUuid EntryUuid, ObjectKind Kind, AvailabilityStatus Status, long? Patient, StoredFragment Fragment)
{
    /// <summary>Columns in the order that <see cref="Read"/> expects; for a table called o.</summary>
    public const string Columns = "o.id, o.entry_uuid, o.kind, o.status, o.patient_id, o.fragment";

    /// <summary>The same without the ebRIM.</summary>
    public const string ColumnsWithoutFragment = "o.id, o.entry_uuid, o.kind, o.status, o.patient_id, NULL";

    /// <summary>The same of a document entry, before the ebRIM; for its row in a table called d.</summary>
    public const string ColumnsOfEntry = "d.object_id, d.entry_uuid, 1, d.status, d.patient_id";

    public static RegisteredObject Read(DbDataReader row) => new(
        row.Number(0),
        UuidBlob.Read(row, 1),
        (ObjectKind)row.Number(2),
        StatusNumber.Read((int)row.Number(3)),
        row.Reference(4),
        StoredFragment.Of(row, 5));

    /// <summary>As it is answered after a merge: under the identifier that has survived.</summary>
    public RegisteredObject UnderSurvivor(SurvivingPatient survivor) => Patient == survivor.Key
        ? this
        : this with
        {
            Patient = survivor.Key,
            Fragment = Fragment.Changed(fragment => Storage.Fragment.WithPatientId(fragment, Kind, survivor.Id)),
        };
}
