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
            return search.DocumentEntries()
                .OfPatients(session, arguments, DocumentEntryPatientId, DocumentEntryStatus, ObjectKind.DocumentEntry);
        }

        var start = References(arguments) is { } patterns ? search.DocumentEntriesOfReferences(patterns)
            : arguments.GetCodes(DocumentEntryEventCodeList) is [var codes, ..]
                ? search.DocumentEntriesOfEvents(CodeDictionary.Find(session, codes))
            : search.DocumentEntriesByCode();
        return start.AndStatus(arguments, DocumentEntryStatus);
    }

    /// <summary>Null when nothing can match.</summary>
    public static SqlText? Folders(ReadSession session, StoredQueryArguments arguments, ObjectSearch search) =>
        arguments.Has(FolderPatientId)
            ? search.Folders().OfPatients(session, arguments, FolderPatientId, FolderStatus, ObjectKind.Folder)
            : search.FoldersOfCodes(CodeDictionary.Find(session, arguments.GetCodes(FolderCodeList)[0]))
                .AndStatus(arguments, FolderStatus);

    /// <summary>A group of patterns that each have a beginning by which an index finds them.</summary>
    private static List<LikePattern>? References(StoredQueryArguments arguments) =>
        arguments.Definition.Parameters.Any(p => p.Name == DocumentEntryReferenceIdList)
            ? arguments.GetStringGroups(DocumentEntryReferenceIdList)
                .Select(group => group.Select(value => new LikePattern(value)).ToList())
                .FirstOrDefault(group => group.TrueForAll(p => p.IsExact || p.Prefix.Length > 0))
            : null;
}
