using XdsDmp.Metadata.Queries;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>What the parameters about folders ask for, as conditions on <c>registry_object o, folder f</c>.</summary>
internal static class FolderConditions
{
    private const string HasCode =
        "AND EXISTS (SELECT 1 FROM entry_code c WHERE c.object_id = f.object_id AND c.attribute = 3";

    /// <summary>Of the patients asked for, in one of the states asked for; null when there are none.</summary>
    public static SqlText? AndFoldersOf(
        this SqlText query, ReadSession session, StoredQueryArguments arguments, string patientParameter) =>
        query.AndPatients("AND f.patient_id", session, arguments, patientParameter)
            ?.AndStatus("AND o.status", arguments, FolderStatus);

    /// <summary>The filters that FindFolders has beyond patient and status.</summary>
    public static SqlText AndFindFolders(this SqlText query, ReadSession session, StoredQueryArguments arguments) =>
        query.AndUpdatedSince(arguments)
            .AndTime("AND f.last_update_time < @", arguments, FolderLastUpdateTimeTo)
            .AndCodes(HasCode, session, arguments, FolderCodeList);

    /// <summary>
    /// The same for somebody who does not see all that was put into the folders: for him they may be older, which is
    /// looked at afterwards.
    /// </summary>
    public static SqlText AndFindFoldersAsSeen(
        this SqlText query, ReadSession session, StoredQueryArguments arguments) =>
        query.AndUpdatedSince(arguments).AndCodes(HasCode, session, arguments, FolderCodeList);

    private static SqlText AndUpdatedSince(this SqlText query, StoredQueryArguments arguments) =>
        query.AndTime("AND f.last_update_time >= @", arguments, FolderLastUpdateTimeFrom);
}
