using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>When something was last added to a DMP (TD0.4): the latest of its SubmissionSets.</summary>
internal static class LastDocuments
{
    /// <summary>14 digits; null: nothing was.</summary>
    public static string? TimeOf(ReadSession session, IEnumerable<long> patients) => patients
        .Select(patient => session.First(
            """
            SELECT max(s.submission_time) FROM submission_set s JOIN registry_object o ON o.id = s.object_id
            WHERE s.patient_id = @patient AND o.status = 1
            """,
            row => row.IsDBNull(0) ? null : row.GetString(0), patient))
        .Max(StringComparer.Ordinal);
}
