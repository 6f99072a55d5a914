using XdsDmp.Metadata.Model;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// A SubmissionSet follows its documents: Archived when none of them is in use any more and some are Archived, Approved
/// again with the first that is (DMP, TD3.3d). Signatures stay as they are, and do not count.
/// </summary>
internal static class SubmissionSetState
{
    /// <summary>typeCode of a signature (ASTM).</summary>
    private const string SignatureType = "E1762";

    public static void Follow(WriteSession session, long entry)
    {
        foreach (var set in SetsOf(session, ObjectVersion.LogicalIdOf(session, entry)))
        {
            var members = MembersOf(session, set.Key);
            var status = members.Contains(AvailabilityStatus.Approved) ? AvailabilityStatus.Approved
                : members.Contains(AvailabilityStatus.Archived) ? AvailabilityStatus.Archived
                : set.Status;
            if (status != set.Status)
            {
                RegistryObjectStore.SetStatus(session, set.Key, status);
            }
        }
    }

    /// <summary>SubmissionSets that brought any version of the document.</summary>
    private static List<RegisteredObject> SetsOf(ReadSession session, EntryUuid logicalId) => session.All(
        $"""
        SELECT DISTINCT {RegisteredObject.ColumnsWithoutFragment}
        FROM (SELECT id FROM registry_object WHERE entry_uuid = @logicalId
            UNION SELECT id FROM registry_object WHERE logical_id = @logicalId AND version > 1) v
        JOIN association a ON a.target = v.id AND a.type = 0 JOIN registry_object o ON o.id = a.source
        WHERE o.kind = 2
        """,
        RegisteredObject.Read, UuidBlob.Of(logicalId));

    /// <summary>The states of the latest versions of a SubmissionSet's documents.</summary>
    private static List<AvailabilityStatus> MembersOf(ReadSession session, long set) => session.All(
        """
        SELECT DISTINCT coalesce(
            (SELECT v.status FROM registry_object v WHERE v.logical_id = e.logical_id AND v.version > 1
             ORDER BY v.version DESC LIMIT 1),
            e.status)
        FROM association a JOIN registry_object e ON e.id = a.target JOIN document_entry d ON d.object_id = e.id
        LEFT JOIN code t ON t.id = d.type_code
        WHERE a.source = @set AND a.type = 0 AND e.kind = 1 AND coalesce(t.value, '') <> @signature
        """,
        row => StatusNumber.Read(row.GetInt32(0)), set, SignatureType);
}
