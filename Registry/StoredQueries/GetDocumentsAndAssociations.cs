using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// GetDocumentsAndAssociations: document entries and whatever is linked to them (ITI TF-2 §3.18.4.1.2.3.7.8).
/// </summary>
internal sealed class GetDocumentsAndAssociations : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetDocumentsAndAssociations;

    public bool IsSinglePatient => true;

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        var entries = search.Read(session, search.DocumentEntries().ByDocumentEntryId(arguments));
        return [.. entries, .. search.AssociationsOf(session, [.. entries.Select(e => e.Key)]).Select(a => a.Object)];
    }
}
