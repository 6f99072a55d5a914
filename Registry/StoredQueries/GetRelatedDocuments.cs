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
        var keys = given.Select(e => e.Key).ToHashSet();
        var types = arguments.GetStrings(ParameterNames.AssociationTypes).Select(AssociationTypes.TryParse).ToHashSet();
        var relationships = search.AssociationsOf(session, keys)
            .Where(a => a.Type.IsRelationship() && types.Contains(a.Type)).ToList();
        var related = Related(session, arguments, search, relationships, keys);
        foreach (var entry in related)
        {
            keys.Add(entry.Key);
        }

        var returned = relationships.Where(a => keys.Contains(a.Source) && keys.Contains(a.Target)).ToList();
        return returned.Count == 0 ? [] : [.. given, .. related, .. returned.Select(a => a.Object)];
    }

    private static List<RegisteredObject> Related(
        ReadSession session, StoredQueryArguments arguments, ObjectSearch search,
        List<RegisteredAssociation> relationships, HashSet<long> given)
    {
        var others = relationships.SelectMany(a => new[] { a.Source, a.Target }).Where(key => !given.Contains(key))
            .Distinct().ToList();
        return others.Count == 0
            ? []
            : search.Read(session, search.DocumentEntries().AppendIn("o.id", others)
                .AndType(arguments.GetDocumentEntryTypes()));
    }
}
