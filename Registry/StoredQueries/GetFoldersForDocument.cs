using XdsDmp.Metadata.Model;
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
        var memberships = search.To(session, [.. entries.Select(e => e.Key)])
            .Where(a => a.Type == AssociationType.HasMember);
        return search.Objects(session, [.. memberships.Select(a => a.Source).Distinct()])
            .Where(o => o.Kind == ObjectKind.Folder);
    }
}
