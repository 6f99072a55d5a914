using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// Where a search across patients starts: from the parameter that, of those given, usually finds least. The others
/// become conditions (ITI TF-2 §3.51).
/// </summary>
internal static class MultiPatientSearch
{
    /// <summary>Null when nothing can match.</summary>
    public static SqlText? DocumentEntries(ReadSession session, StoredQueryArguments arguments, ObjectSearch search)
    {
        if (arguments.Has(DocumentEntryPatientId))
        {
            return search.DocumentEntriesByAttribute().AndEntriesOf(session, arguments, DocumentEntryPatientId);
        }

        var start = References(arguments) is { } patterns ? search.DocumentEntriesOfReferences(patterns)
            : arguments.GetCodes(DocumentEntryEventCodeList) is [var codes, ..]
                ? search.DocumentEntriesOfEvents(CodeDictionary.Find(session, codes))
            : search.DocumentEntriesByAttribute();
        return start.AndStatus("AND d.status", arguments, DocumentEntryStatus);
    }

    /// <summary>Null when nothing can match.</summary>
    public static SqlText? Folders(ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        arguments.Has(FolderPatientId)
            ? search.FoldersByAttribute().AndFoldersOf(session, arguments, FolderPatientId)
            : search.FoldersOfCodes(CodeDictionary.Find(session, arguments.GetCodes(FolderCodeList)[0]))
                .AndStatus("AND o.status", arguments, FolderStatus);

    /// <summary>A group of patterns that each have a beginning by which an index finds them.</summary>
    private static List<LikePattern>? References(StoredQueryArguments arguments) =>
        arguments.Definition.Parameters.Any(p => p.Name == DocumentEntryReferenceIdList)
            ? arguments.GetStringGroups(DocumentEntryReferenceIdList)
                .Select(group => group.Select(value => new LikePattern(value)).ToList())
                .FirstOrDefault(group => group.TrueForAll(p => p.IsExact || p.Prefix.Length > 0))
            : null;
}
