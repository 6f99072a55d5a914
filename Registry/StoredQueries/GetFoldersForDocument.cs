using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>GetFoldersForDocument: the folders that hold a document (ITI TF-2 §3.18.4.1.2.3.7.12).</summary>
internal sealed class GetFoldersForDocument : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetFoldersForDocument;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        var entries = search.Read(session, search.DocumentEntries().ByDocumentEntryId(arguments));
        var memberships = search.MembershipsTo(session, entries.Select(e => e.Key));
        return search.ReadAmong(
            session, memberships.Select(a => a.Source), keys => search.Folders().AppendIn("AND o.id", keys));
    }
}
