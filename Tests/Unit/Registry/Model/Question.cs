namespace XdsDmp.Tests.Unit.Registry.Model;

/// <summary>A stored query with some of its parameters; those that its table does not have are left out.</summary>
/// <param name="Query">Which of the queries of ITI-18.</param>
/// <param name="Patient">Whose objects.</param>
/// <param name="Statuses">1 Approved, 2 Deprecated, 3 both.</param>
/// <param name="Level">$MetadataLevel.</param>
/// <param name="ClassCodes">Bits of the class codes asked for; null for any.</param>
/// <param name="Confidentiality">AND of ORs: bits of each group.</param>
/// <param name="EventCodes">The same.</param>
/// <param name="CreatedFrom">Inclusive.</param>
/// <param name="CreatedTo">Exclusive.</param>
/// <param name="StartedFrom">Inclusive; entries without the attribute match.</param>
/// <param name="Author">A pattern.</param>
/// <param name="Object">Of a Get query: which object.</param>
/// <param name="ByUniqueId">Of a Get query: asked for by uniqueId.</param>
/// <param name="Types">Bits of the association types asked for.</param>
internal sealed record Question(
    QueryName Query, int Patient, int Statuses, int Level, int? ClassCodes, int[] Confidentiality, int[] EventCodes,
    int? CreatedFrom, int? CreatedTo, int? StartedFrom, string? Author, int Object, bool ByUniqueId, int Types);

/// <summary>The queries that the model answers.</summary>
internal enum QueryName
{
    FindDocuments,
    FindSubmissionSets,
    FindFolders,
    GetAll,
    GetDocuments,
    GetFolders,
    GetAssociations,
    GetDocumentsAndAssociations,
    GetSubmissionSets,
    GetSubmissionSetAndContents,
    GetFolderAndContents,
    GetFoldersForDocument,
    GetRelatedDocuments,
}
