using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// FindDocumentsForMultiplePatients: FindDocuments for several patients, or for all (ITI TF-2 §3.51).
/// </summary>
internal sealed class FindDocumentsForMultiplePatients : IStoredQuery
{
    public StoredQueryDefinition Definition =>
        MultiPatientQueryDefinitions.FindDocumentsForMultiplePatients;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        MultiPatientSearch.DocumentEntries(session, arguments, search)
            ?.AndFindDocuments(session, arguments) is { } query
            ? search.Read(session, query)
            : [];
}
