using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// GetRelatedDocuments: documents one relationship away from the given one, and these relationships; nothing, not even
/// the given document, when there is none (ITI TF-2 §3.18.4.1.2.3.7.13).
/// </summary>
internal sealed class GetRelatedDocuments : IStoredQuery
{
    public StoredQueryDefinition Definition => StoredQueryDefinitions.GetRelatedDocuments;

    public bool IsSinglePatient => false;

    public IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        var given = search.Read(session, search.DocumentEntries().ByDocumentEntryId(arguments));
        var types = arguments.GetStrings(ParameterNames.AssociationTypes).Select(AssociationTypes.TryParse)
            .OfType<AssociationType>().Where(type => type.IsRelationship()).ToHashSet();
        var relationships = search.AssociationsOf(session, [.. given.Select(e => e.Key)], types);
        var entries = given.ToDictionary(e => e.Key);
        foreach (var entry in Related(session, arguments, search, relationships.SelectMany(a => a.Ends), entries))
        {
            entries.Add(entry.Key, entry);
        }

        var returned = relationships.Where(a => a.Ends.All(entries.ContainsKey)).ToList();
        return [.. returned.SelectMany(a => a.Ends).Distinct().Select(key => entries[key]),
            .. returned.Select(a => a.Object)];
    }

    /// <summary>The type asked for is that of the related documents; the given one comes back whatever it is.</summary>
    private static List<RegisteredObject> Related(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search, IEnumerable<long> ends,
        Dictionary<long, RegisteredObject> given) =>
        search.ReadAmong(
            session, ends.Where(key => !given.ContainsKey(key)),
            keys => search.DocumentEntries().AppendIn("AND o.id", keys).AndType(arguments.GetDocumentEntryTypes()));
}
