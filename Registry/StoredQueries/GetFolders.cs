using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>GetFolders: folders by entryUUID or uniqueId (ITI TF-2 §3.18.4.1.2.3.7.6).</summary>
internal sealed class GetFolders : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetFolders;

    public bool IsSinglePatient => true;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        search.Read(session, search.Folders().ByFolderId(arguments));
}
