using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// FindFoldersForMultiplePatients: FindFolders for several patients, or for all (ITI TF-2 §3.51).
/// </summary>
internal sealed class FindFoldersForMultiplePatients : IStoredQuery
{
    public StoredQueryDefinition Definition =>
        MultiPatientQueryDefinitions.FindFoldersForMultiplePatients;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        MultiPatientSearch.Folders(session, arguments, search)?.AndFindFolders(session, arguments) is { } query
            ? search.Read(session, query)
            : [];
}
