using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>FindFolders: folders of a patient by their attributes (ITI TF-2 §3.18.4.1.2.3.7.3).</summary>
internal sealed class FindFolders : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.FindFolders;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        var folders = search.FoldersByAttribute().AndFoldersOf(session, arguments, FolderPatientId);
        return folders is null ? []
            : search.Sight is { } sight ? AsSeen(session, arguments, search, sight, folders)
            : search.Read(session, folders.AndFindFolders(session, arguments));
    }

    private static IEnumerable<RegisteredObject> AsSeen(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search, Sight sight, SqlText folders)
    {
        var (from, to) = (
            arguments.GetTime(FolderLastUpdateTimeFrom) ?? "", arguments.GetTime(FolderLastUpdateTimeTo) ?? "~");
        return search.Read(session, folders.AndFindFoldersAsSeen(session, arguments)).Where(folder =>
        {
            var time = FolderTimes.Of(session, folder.Key, sight).PadLow();
            return string.CompareOrdinal(time, from) >= 0 && string.CompareOrdinal(time, to) < 0;
        });
    }
}
