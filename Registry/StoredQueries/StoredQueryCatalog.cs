namespace XdsDmp.Registry.StoredQueries;

/// <summary>The stored queries of ITI-18, in the order of the profile.</summary>
internal static class StoredQueryCatalog
{
    public static IReadOnlyList<IStoredQuery> All { get; } =
    [
        new FindDocuments(),
        new FindDocumentsByReferenceId(),
        new FindSubmissionSets(),
        new FindFolders(),
        new GetAll(),
        new GetDocuments(),
        new GetFolders(),
        new GetAssociations(),
        new GetDocumentsAndAssociations(),
        new GetSubmissionSets(),
        new GetSubmissionSetAndContents(),
        new GetFolderAndContents(),
        new GetFoldersForDocument(),
        new GetRelatedDocuments(),
    ];

    private static readonly Dictionary<string, IStoredQuery> ById = All.ToDictionary(query => query.Definition.Id);

    public static IStoredQuery? Find(string queryId) => ById.GetValueOrDefault(queryId);
}
