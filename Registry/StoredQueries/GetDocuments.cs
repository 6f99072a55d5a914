using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// GetDocuments: document entries by entryUUID or uniqueId, of any type and status (ITI TF-2 §3.18.4.1.2.3.7.5).
/// </summary>
internal sealed class GetDocuments : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetDocuments;

    public bool IsSinglePatient => true;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        search.Read(session, search.DocumentEntries().ByDocumentEntryId(arguments));
}
