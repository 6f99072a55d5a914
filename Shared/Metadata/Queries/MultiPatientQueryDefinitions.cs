using static XdsDmp.Metadata.Queries.ParameterKind;
using static XdsDmp.Metadata.Queries.ParameterNames;
using static XdsDmp.Metadata.Queries.QueryParameter;

namespace XdsDmp.Metadata.Queries;

/// <summary>
/// The stored queries of ITI-51 (ITI TF-2 §3.51): those of ITI-18 with any number of patients, or none. Without a
/// patient something else has to bound the search.
/// </summary>
public static class MultiPatientQueryDefinitions
{
    private const string Section = "ITI TF-2 §3.51";

    private static readonly QueryParameter Patients =
        OptionalList(DocumentEntryPatientId, ParameterKind.PatientId);

    private static readonly IReadOnlyList<string> DocumentBounds =
        [DocumentEntryPatientId, DocumentEntryClassCode, DocumentEntryEventCodeList,
            DocumentEntryHealthcareFacilityTypeCode];

    public static StoredQueryDefinition FindDocumentsForMultiplePatients { get; } = new(
        "urn:uuid:3d1bdb10-39a2-11de-89c2-2f44d94eaa9f", "FindDocumentsForMultiplePatients", Section,
        [Patients, .. StoredQueryDefinitions.DocumentFilters])
    {
        AtLeastOneOf = DocumentBounds,
    };

    public static StoredQueryDefinition FindFoldersForMultiplePatients { get; } = new(
        "urn:uuid:50d3f5ac-39a2-11de-a1ca-b366239e58df", "FindFoldersForMultiplePatients", Section,
        [OptionalList(FolderPatientId, ParameterKind.PatientId), .. StoredQueryDefinitions.FolderFilters])
    {
        AtLeastOneOf = [FolderPatientId, FolderCodeList],
    };

    public static StoredQueryDefinition FindDocumentsByReferenceIdForMultiplePatients { get; } = new(
        "urn:uuid:1191642d-86c4-42d8-b784-f95445f9f0d5", "FindDocumentsByReferenceIdForMultiplePatients", Section,
        [
            Patients,
            .. StoredQueryDefinitions.DocumentFilters,
            RequiredAndOr(DocumentEntryReferenceIdList, Like),
        ])
    {
        AtLeastOneOf = [.. DocumentBounds, DocumentEntryReferenceIdList],
    };

    public static IReadOnlyList<StoredQueryDefinition> All { get; } =
    [
        FindDocumentsForMultiplePatients,
        FindFoldersForMultiplePatients,
        FindDocumentsByReferenceIdForMultiplePatients,
    ];
}
