using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>GetFolders: folders by entryUUID, uniqueId or logicalID (ITI TF-2 §3.18.4.1.2.3.7.6).</summary>
internal sealed class GetFolders : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetFolders;

    public bool IsSinglePatient => true;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        search.Read(session, arguments.Has(FolderLogicalId)
            ? search.Folders().ByLogicalId(arguments, FolderLogicalId)
            : search.Folders().ByFolderId(arguments));
}
