using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>FindDocuments: document entries of a patient by their attributes (ITI TF-2 §3.18.4.1.2.3.7.1).</summary>
internal sealed class FindDocuments : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.FindDocuments;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        search.DocumentEntriesByAttribute().AndEntriesOf(session, arguments, DocumentEntryPatientId)
            ?.AndFindDocuments(session, arguments) is { } query ? search.Read(session, query) : [];
}
