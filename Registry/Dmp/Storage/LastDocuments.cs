using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>When something was last added to a DMP (TD0.4): the latest of its SubmissionSets.</summary>
internal static class LastDocuments
{
    /// <summary>14 digits; null: nothing was.</summary>
    public static string? TimeOf(ReadSession session, IEnumerable<long> patients) => patients
        .Select(patient => session.First(
            """
            SELECT max(s.submission_time) FROM registry_object o JOIN submission_set s ON s.object_id = o.id
            WHERE o.patient_id = @patient AND o.kind = 2 AND o.status = 1
            """,
            row => row.IsDBNull(0) ? null : row.GetString(0), patient))
        .Max(StringComparer.Ordinal);
}
