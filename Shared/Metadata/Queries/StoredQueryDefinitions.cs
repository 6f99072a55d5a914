using static XdsDmp.Metadata.Queries.ParameterKind;
using static XdsDmp.Metadata.Queries.ParameterNames;
using static XdsDmp.Metadata.Queries.QueryParameter;

namespace XdsDmp.Metadata.Queries;

/// <summary>
/// The fourteen stored queries of ITI-18, written like the tables of ITI TF-2 §3.18.4.1.2.3.7, each followed by the
/// parameters of the Document Metadata Update option (§3.18.4.1.2.3.5).
/// </summary>
public static class StoredQueryDefinitions
{
    private const string Section = "ITI TF-2 §3.18.4.1.2.3.7.";

    // Static members are initialised in the order of the text: the shared rows have to come first.
    private static readonly QueryParameter Level = Optional(MetadataLevel, Number);

    private static readonly QueryParameter OfAssociations = OptionalList(AssociationStatus, Status);

    /// <summary>All of FindDocuments but the patient.</summary>
    internal static IReadOnlyList<QueryParameter> DocumentFilters { get; } =
    [
        OptionalList(DocumentEntryClassCode, Code),
        OptionalList(DocumentEntryTypeCode, Code),
        OptionalList(DocumentEntryPracticeSettingCode, Code),
        Optional(DocumentEntryCreationTimeFrom, Time),
        Optional(DocumentEntryCreationTimeTo, Time),
        Optional(DocumentEntryServiceStartTimeFrom, Time),
        Optional(DocumentEntryServiceStartTimeTo, Time),
        Optional(DocumentEntryServiceStopTimeFrom, Time),
        Optional(DocumentEntryServiceStopTimeTo, Time),
        OptionalList(DocumentEntryHealthcareFacilityTypeCode, Code),
        OptionalAndOr(DocumentEntryEventCodeList, Code),
        OptionalAndOr(DocumentEntryConfidentialityCode, Code),
        OptionalList(DocumentEntryAuthorPerson, Like),
        OptionalList(DocumentEntryFormatCode, Code),
        RequiredList(DocumentEntryStatus, Status),
        OptionalList(DocumentEntryType, EntryType),
        OptionalList(DocumentEntryDocumentAvailability, Text),
        Level,
    ];

    /// <summary>All of FindFolders but the patient.</summary>
    internal static IReadOnlyList<QueryParameter> FolderFilters { get; } =
    [
        Optional(FolderLastUpdateTimeFrom, Time),
        Optional(FolderLastUpdateTimeTo, Time),
        OptionalAndOr(FolderCodeList, Code),
        RequiredList(FolderStatus, Status),
        Level,
    ];

    /// <summary>Narrows the DocumentEntries that come with another object.</summary>
    private static readonly IReadOnlyList<QueryParameter> ContentFilters =
    [
        OptionalList(DocumentEntryFormatCode, Code),
        OptionalAndOr(DocumentEntryConfidentialityCode, Code),
        OptionalList(DocumentEntryType, EntryType),
    ];

    private static readonly IReadOnlyList<QueryParameter> OneDocumentEntry =
        [Optional(DocumentEntryEntryUuid, EntryUuid), Optional(DocumentEntryUniqueId, Text)];

    private static readonly IReadOnlyList<QueryParameter> SomeDocumentEntries =
        [OptionalList(DocumentEntryEntryUuid, EntryUuid), OptionalList(DocumentEntryUniqueId, Text)];

    private static readonly IReadOnlyList<IReadOnlyList<string>> DocumentEntryByEither =
        [[DocumentEntryEntryUuid, DocumentEntryUniqueId]];

    private static readonly IReadOnlyList<IReadOnlyList<string>> FolderByEither = [[FolderEntryUuid, FolderUniqueId]];

    private static readonly IReadOnlyList<IReadOnlyList<string>> SubmissionSetByEither =
        [[SubmissionSetEntryUuid, SubmissionSetUniqueId]];

    public static StoredQueryDefinition FindDocuments { get; } = new(
        "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d", "FindDocuments", Section + "1",
        [Required(DocumentEntryPatientId, ParameterKind.PatientId), .. DocumentFilters]);

    public static StoredQueryDefinition FindSubmissionSets { get; } = new(
        "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9", "FindSubmissionSets", Section + "2",
        [
            Required(SubmissionSetPatientId, ParameterKind.PatientId),
            OptionalList(SubmissionSetSourceId, Text),
            Optional(SubmissionSetSubmissionTimeFrom, Time),
            Optional(SubmissionSetSubmissionTimeTo, Time),
            Optional(SubmissionSetAuthorPerson, Like),
            OptionalList(SubmissionSetContentType, Code),
            RequiredList(SubmissionSetStatus, Status),
            Level,
        ]);

    public static StoredQueryDefinition FindFolders { get; } = new(
        "urn:uuid:958f3006-baad-4929-a4de-ff1114824431", "FindFolders", Section + "3",
        [Required(FolderPatientId, ParameterKind.PatientId), .. FolderFilters]);

    public static StoredQueryDefinition GetAll { get; } = new(
        "urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3", "GetAll", Section + "4",
        [
            Required(ParameterNames.PatientId, ParameterKind.PatientId),
            RequiredList(DocumentEntryStatus, Status),
            RequiredList(SubmissionSetStatus, Status),
            RequiredList(FolderStatus, Status),
            .. ContentFilters,
            OfAssociations,
            Level,
        ]);

    public static StoredQueryDefinition GetDocuments { get; } = new(
        "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4", "GetDocuments", Section + "5",
        [.. SomeDocumentEntries, OptionalList(DocumentEntryLogicalId, EntryUuid), Level],
        [[DocumentEntryEntryUuid, DocumentEntryUniqueId, DocumentEntryLogicalId]]);

    public static StoredQueryDefinition GetFolders { get; } = new(
        "urn:uuid:5737b14c-8a1a-4539-b659-e03a34a5e1e4", "GetFolders", Section + "6",
        [
            OptionalList(FolderEntryUuid, EntryUuid),
            OptionalList(FolderUniqueId, Text),
            OptionalList(FolderLogicalId, EntryUuid),
            Level,
        ],
        [[FolderEntryUuid, FolderUniqueId, FolderLogicalId]]);

    public static StoredQueryDefinition GetAssociations { get; } = new(
        "urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155", "GetAssociations", Section + "7",
        [RequiredList(Uuid, EntryUuid), OfAssociations, Level]);

    public static StoredQueryDefinition GetDocumentsAndAssociations { get; } = new(
        "urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a", "GetDocumentsAndAssociations", Section + "8",
        [.. SomeDocumentEntries, OfAssociations, Level], DocumentEntryByEither);

    public static StoredQueryDefinition GetSubmissionSets { get; } = new(
        "urn:uuid:51224314-5390-4169-9b91-b1980040715a", "GetSubmissionSets", Section + "9",
        [RequiredList(Uuid, EntryUuid), Level]);

    public static StoredQueryDefinition GetSubmissionSetAndContents { get; } = new(
        "urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83", "GetSubmissionSetAndContents", Section + "10",
        [
            Optional(SubmissionSetEntryUuid, EntryUuid),
            Optional(SubmissionSetUniqueId, Text),
            .. ContentFilters,
            Level,
        ],
        SubmissionSetByEither);

    public static StoredQueryDefinition GetFolderAndContents { get; } = new(
        "urn:uuid:b909a503-523d-4517-8acf-8e5834dfc4c7", "GetFolderAndContents", Section + "11",
        [
            Optional(FolderEntryUuid, EntryUuid),
            Optional(FolderUniqueId, Text),
            .. ContentFilters,
            OfAssociations,
            Level,
        ],
        FolderByEither);

    public static StoredQueryDefinition GetFoldersForDocument { get; } = new(
        "urn:uuid:10cae35a-c7f9-4cf5-b61e-fc3278ffb578", "GetFoldersForDocument", Section + "12",
        [.. OneDocumentEntry, OfAssociations, Level], DocumentEntryByEither);

    public static StoredQueryDefinition GetRelatedDocuments { get; } = new(
        "urn:uuid:d90e5407-b356-4d91-a89f-873917b4b0e6", "GetRelatedDocuments", Section + "13",
        [
            .. OneDocumentEntry,
            RequiredList(AssociationTypes, Text),
            OptionalList(DocumentEntryType, EntryType),
            OfAssociations,
            Level,
        ],
        DocumentEntryByEither);

    /// <summary>
    /// Values are patterns: the text says "exactly", its footnote LIKE; one without wildcards is exact anyway.
    /// </summary>
    public static StoredQueryDefinition FindDocumentsByReferenceId { get; } = new(
        "urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492", "FindDocumentsByReferenceId", Section + "14",
        [.. FindDocuments.Parameters, RequiredAndOr(DocumentEntryReferenceIdList, Like)]);

    public static IReadOnlyList<StoredQueryDefinition> All { get; } =
    [
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
        FindDocumentsByReferenceId,
    ];
}
