using System.Data.Common;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>
/// When a Folder last got a document that a viewer sees: its lastUpdateTime must not tell of the others.
/// </summary>
internal static class FolderTimes
{
    /// <summary>The Folder as this viewer sees it.</summary>
    public static RegisteredObject AsSeen(ReadSession session, RegisteredObject folder, Sight sight)
    {
        var seen = Of(session, folder.Key, sight);
        return folder.Fragment.IsNone || seen == RegistryObjectStore.LastUpdateTimeOf(session, folder.Key)
            ? folder
            : folder with
            {
                Fragment = folder.Fragment.Changed(fragment => Fragment.WithLastUpdateTime(fragment, seen.Digits)),
            };
    }

    public static Hl7Time Of(ReadSession session, long folder, Sight sight)
    {
        var latest = session.First("SELECT made_at FROM folder WHERE object_id = @id", Text, folder) ?? "";
        foreach (var (since, entry) in MembershipsOf(session, folder))
        {
            if (string.CompareOrdinal(since, latest) > 0 && sight.Shows(session, entry))
            {
                latest = since!;
            }
        }

        return Hl7Time.TryParse(latest)!.Value;
    }

    private static List<(string? Since, EntryRow Entry)> MembershipsOf(ReadSession session, long folder) => session.All(
        $"""
        SELECT {RegisteredObject.ColumnsWithoutFragment}, {EntryRow.Columns}, a.member_since
        FROM association a CROSS JOIN registry_object o CROSS JOIN document_entry d
        WHERE a.source = @folder AND a.type = 0 AND o.id = a.target AND d.object_id = o.id
        """,
        row => (row.IsDBNull(9) ? null : row.GetString(9), EntryRow.Read(row)), folder);

    private static string? Text(DbDataReader row) =>
        row.IsDBNull(0) ? null : row.GetString(0);
}
