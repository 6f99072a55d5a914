using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// GetFolderAndContents: a folder, its documents that pass the filters, their memberships (ITI TF-2
/// §3.18.4.1.2.3.7.11).
/// </summary>
internal sealed class GetFolderAndContents : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetFolderAndContents;

    public bool IsSinglePatient => true;

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        var folders = search.Read(session, search.Folders().ByFolderId(arguments));
        var memberships = search.MembershipsFrom(session, folders.Select(f => f.Key));
        var entries = Members.DocumentEntries(session, search, memberships, arguments);
        var keys = entries.Select(e => e.Key).ToHashSet();
        return [.. folders, .. entries, .. memberships.Where(a => keys.Contains(a.Target)).Select(a => a.Object)];
    }
}
