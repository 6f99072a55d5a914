using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>FindFolders: folders of a patient by their attributes (ITI TF-2 §3.18.4.1.2.3.7.3).</summary>
internal sealed class FindFolders : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.FindFolders;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        search.Folders().OfPatients(session, arguments, FolderPatientId, FolderStatus, ObjectKind.Folder)
            ?.AndFindFolders(session, arguments) is { } query ? search.Read(session, query) : [];
}
