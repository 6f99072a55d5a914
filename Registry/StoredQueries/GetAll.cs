using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// GetAll: everything of a patient that passes the filters, and all associations of it, even such as lead to objects
/// that are not returned (ITI TF-2 §3.18.4.1.2.3.7.4).
/// </summary>
internal sealed class GetAll : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetAll;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        List<RegisteredObject> objects =
        [
            .. Read(search.DocumentEntriesByAttribute().AndEntriesOf(session, arguments, PatientId)
                ?.AndContent(session, arguments)),
            .. SubmissionSetsOfPatient.Read(session, arguments, search, PatientId, SubmissionSetStatus),
            .. Read(search.FoldersByAttribute().AndFoldersOf(session, arguments, PatientId)),
        ];
        return [.. objects, .. search.AssociationsOf(session, [.. objects.Select(o => o.Key)]).Select(a => a.Object)];

        IEnumerable<RegisteredObject> Read(SqlText? query) => query is null ? [] : search.Read(session, query);
    }
}
