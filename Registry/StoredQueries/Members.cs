using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>What a SubmissionSet or a Folder holds.</summary>
internal static class Members
{
    /// <summary>HasMember associations that start at these objects.</summary>
    public static List<RegisteredAssociation> Memberships(
        ReadSession session, ObjectSearch search, IReadOnlyCollection<long> holders) =>
        [.. search.From(session, holders).Where(a => a.Type == AssociationType.HasMember)];

    /// <summary>The document entries at the end of these memberships that pass the query's content filters.</summary>
    public static List<RegisteredObject> DocumentEntries(
        ReadSession session, ObjectSearch search, IEnumerable<RegisteredAssociation> memberships,
        StoredQueryArguments arguments)
    {
        var targets = memberships.Select(a => a.Target).Distinct().ToList();
        return targets.Count == 0
            ? []
            : search.Read(session, search.DocumentEntries().AppendIn("o.id", targets).AndContent(session, arguments));
    }
}
