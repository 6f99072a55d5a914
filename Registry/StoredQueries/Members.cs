using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>What a SubmissionSet or a Folder holds.</summary>
internal static class Members
{
    /// <summary>The document entries at the end of these memberships that pass the query's content filters.</summary>
    public static List<RegisteredObject> DocumentEntries(
        ReadSession session, ObjectSearch search, IEnumerable<RegisteredAssociation> memberships,
        StoredQueryArguments arguments) =>
        search.ReadAmong(
            session, memberships.Select(a => a.Target),
            keys => search.DocumentEntries().AppendIn("AND o.id", keys).AndContent(session, arguments));
}
