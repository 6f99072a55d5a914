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

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        var query = search.DocumentEntries()
            .OfPatient(session, arguments, DocumentEntryPatientId, DocumentEntryStatus, ObjectKind.DocumentEntry)
            ?.AndFindDocuments(session, arguments);
        if (query is null)
        {
            return [];
        }

        foreach (var group in arguments.GetStringGroups(DocumentEntryReferenceIdList))
        {
            query.AndLike("AND EXISTS (SELECT 1 FROM reference_id r WHERE r.object_id = o.id AND (", "r.value LIKE @",
                "))", group);
        }

        return search.Read(session, query);
    }
}
