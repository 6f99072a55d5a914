using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// GetSubmissionSetAndContents: a submission set, its documents that pass the filters, its folders, and the
/// associations of which both ends are returned (ITI TF-2 §3.18.4.1.2.3.7.10).
/// </summary>
internal sealed class GetSubmissionSetAndContents : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetSubmissionSetAndContents;

    public bool IsSinglePatient => true;

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        var sets = search.Read(session, search.SubmissionSets().BySubmissionSetId(arguments));
        var memberships = Members.Memberships(session, search, [.. sets.Select(s => s.Key)]);
        var members = search.Objects(session, [.. memberships.Select(a => a.Target).Distinct()]);
        var folders = members.Where(o => o.Kind == ObjectKind.Folder).ToList();
        var entries = Members.DocumentEntries(session, search, memberships, arguments);
        var returned = sets.Concat(folders).Concat(entries).ToDictionary(o => o.Key);
        var inner = Inner(session, search, members, folders, returned);
        var candidates = memberships.Concat(inner).DistinctBy(a => a.Object.Key).ToList();
        AddLinked(candidates, returned);
        return returned.Values;
    }

    /// <summary>
    /// Associations that are members themselves, and memberships between returned folders and documents.
    /// </summary>
    private static List<RegisteredAssociation> Inner(
        ReadSession session, ObjectSearch search, List<RegisteredObject> members, List<RegisteredObject> folders,
        Dictionary<long, RegisteredObject> returned)
    {
        var keys = members.Where(o => o.Kind == ObjectKind.Association).Select(o => o.Key).ToHashSet();
        var ofFolders = Members.Memberships(session, search, [.. folders.Select(f => f.Key)]);
        var ofDocuments = search.To(
            session, [.. returned.Values.Where(o => o.Kind == ObjectKind.DocumentEntry).Select(o => o.Key)]);
        return [.. ofFolders, .. ofDocuments.Where(a => keys.Contains(a.Object.Key))];
    }

    /// <summary>
    /// An association comes with both its ends; one may be the end of another, so this goes on until nothing is added.
    /// </summary>
    private static void AddLinked(List<RegisteredAssociation> candidates, Dictionary<long, RegisteredObject> returned)
    {
        int before;
        do
        {
            before = returned.Count;
            foreach (var association in candidates.Where(
                a => returned.ContainsKey(a.Source) && returned.ContainsKey(a.Target)))
            {
                returned.TryAdd(association.Object.Key, association.Object);
            }
        }
        while (returned.Count > before);
    }
}
