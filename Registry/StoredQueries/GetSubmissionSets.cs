using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// GetSubmissionSets: the submission sets that the given documents and folders are members of, and these memberships
/// (ITI TF-2 §3.18.4.1.2.3.7.9).
/// </summary>
internal sealed class GetSubmissionSets : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetSubmissionSets;

    public bool IsSinglePatient => true;

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        var members = ObjectSearch.KeysOf(session, arguments.GetEntryUuids(ParameterNames.Uuid));
        var memberships = search.MembershipsTo(session, members);
        var sets = search.ReadAmong(
            session, memberships.Select(a => a.Source), keys => search.SubmissionSets().AppendIn("AND o.id", keys));
        var found = sets.Select(s => s.Key).ToHashSet();
        return [.. sets, .. memberships.Where(a => found.Contains(a.Source)).Select(a => a.Object)];
    }
}
