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
        var memberships = search.MembershipsFrom(session, sets.Select(s => s.Key));
        var folders = search.ReadAmong(
            session, memberships.Select(a => a.Target), keys => search.Folders().AppendIn("AND o.id", keys));
        var entries = Members.DocumentEntries(session, search, memberships, arguments);
        var returned = sets.Concat(folders).Concat(entries).ToDictionary(o => o.Key);

        // Beside the memberships: associations that are members themselves, and what folders of the set hold of it.
        var candidates = memberships
            .Concat(search.Associations(session, memberships.Select(a => a.Target)))
            .Concat(search.MembershipsFrom(session, folders.Select(f => f.Key)))
            .DistinctBy(a => a.Object.Key).ToList();
        AddLinked(candidates, returned);
        return returned.Values;
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
