using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>FindDocumentsByReferenceId: FindDocuments with referenceIdList (ITI TF-2 §3.18.4.1.2.3.7.14).</summary>
internal sealed class FindDocumentsByReferenceId : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.FindDocumentsByReferenceId;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        search.DocumentEntriesByAttribute().AndEntriesOf(session, arguments, DocumentEntryPatientId)
            ?.AndFindDocuments(session, arguments).AndReferences(arguments) is { } query
                ? search.Read(session, query)
                : [];
}
