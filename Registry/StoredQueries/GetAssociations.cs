using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// GetAssociations: associations that start or end at the given objects (ITI TF-2 §3.18.4.1.2.3.7.7).
/// </summary>
internal sealed class GetAssociations : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetAssociations;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        var keys = ObjectSearch.KeysOf(session, arguments.GetEntryUuids(ParameterNames.Uuid));
        return search.AssociationsOf(session, keys).Select(a => a.Object);
    }
}
