namespace XdsDmp.Registry.StoredQueries;

/// <summary>The stored queries of a transaction, in the order of the profile.</summary>
internal sealed class StoredQueryCatalog
{
    private readonly Dictionary<string, IStoredQuery> _byId;

    private StoredQueryCatalog(params IReadOnlyList<IStoredQuery> all)
    {
        All = all;
        _byId = all.ToDictionary(query => query.Definition.Id);
    }

    /// <summary>ITI-18.</summary>
    public static StoredQueryCatalog OnePatient { get; } = new(
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
    ]);

    /// <summary>ITI-51.</summary>
    public static StoredQueryCatalog MultiPatient { get; } = new(
    [
        new FindDocumentsForMultiplePatients(),
        new FindFoldersForMultiplePatients(),
        new FindDocumentsByReferenceIdForMultiplePatients(),
    ]);

    public IReadOnlyList<IStoredQuery> All { get; }

    public IStoredQuery? Find(string queryId) => _byId.GetValueOrDefault(queryId);
}
