using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// GetDocuments: document entries by entryUUID, uniqueId or logicalID, of any type and status (ITI TF-2
/// §3.18.4.1.2.3.7.5).
/// </summary>
internal sealed class GetDocuments : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetDocuments;

    public bool IsSinglePatient => true;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        search.Read(session, arguments.Has(DocumentEntryLogicalId)
            ? search.DocumentEntries().ByLogicalId(arguments, DocumentEntryLogicalId)
            : search.DocumentEntries().ByDocumentEntryId(arguments));
}
