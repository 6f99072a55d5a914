namespace XdsDmp.Metadata.Queries;

/// <summary>Names of the stored query parameters (ITI TF-2 §3.18.4.1.2.3.7).</summary>
public static class ParameterNames
{
    public const string AssociationTypes = "$AssociationTypes";
    public const string MetadataLevel = "$MetadataLevel";
    public const string PatientId = "$patientId";
    public const string Uuid = "$uuid";

    public const string AssociationStatus = "$XDSAssociationStatus";

    public const string DocumentEntryAuthorPerson = "$XDSDocumentEntryAuthorPerson";
    public const string DocumentEntryClassCode = "$XDSDocumentEntryClassCode";
    public const string DocumentEntryConfidentialityCode = "$XDSDocumentEntryConfidentialityCode";
    public const string DocumentEntryCreationTimeFrom = "$XDSDocumentEntryCreationTimeFrom";
    public const string DocumentEntryCreationTimeTo = "$XDSDocumentEntryCreationTimeTo";
    public const string DocumentEntryDocumentAvailability = "$XDSDocumentEntryDocumentAvailability";
    public const string DocumentEntryEntryUuid = "$XDSDocumentEntryEntryUUID";
    public const string DocumentEntryEventCodeList = "$XDSDocumentEntryEventCodeList";
    public const string DocumentEntryFormatCode = "$XDSDocumentEntryFormatCode";
    public const string DocumentEntryHealthcareFacilityTypeCode = "$XDSDocumentEntryHealthcareFacilityTypeCode";
    public const string DocumentEntryLogicalId = "$XDSDocumentEntryLogicalID";
    public const string DocumentEntryPatientId = "$XDSDocumentEntryPatientId";
    public const string DocumentEntryPracticeSettingCode = "$XDSDocumentEntryPracticeSettingCode";
    public const string DocumentEntryReferenceIdList = "$XDSDocumentEntryReferenceIdList";
    public const string DocumentEntryServiceStartTimeFrom = "$XDSDocumentEntryServiceStartTimeFrom";
    public const string DocumentEntryServiceStartTimeTo = "$XDSDocumentEntryServiceStartTimeTo";
    public const string DocumentEntryServiceStopTimeFrom = "$XDSDocumentEntryServiceStopTimeFrom";
    public const string DocumentEntryServiceStopTimeTo = "$XDSDocumentEntryServiceStopTimeTo";
    public const string DocumentEntryStatus = "$XDSDocumentEntryStatus";
    public const string DocumentEntryType = "$XDSDocumentEntryType";
    public const string DocumentEntryTypeCode = "$XDSDocumentEntryTypeCode";
    public const string DocumentEntryUniqueId = "$XDSDocumentEntryUniqueId";

    public const string FolderCodeList = "$XDSFolderCodeList";
    public const string FolderEntryUuid = "$XDSFolderEntryUUID";
    public const string FolderLastUpdateTimeFrom = "$XDSFolderLastUpdateTimeFrom";
    public const string FolderLastUpdateTimeTo = "$XDSFolderLastUpdateTimeTo";
    public const string FolderLogicalId = "$XDSFolderLogicalID";
    public const string FolderPatientId = "$XDSFolderPatientId";
    public const string FolderStatus = "$XDSFolderStatus";
    public const string FolderUniqueId = "$XDSFolderUniqueId";

    public const string SubmissionSetAuthorPerson = "$XDSSubmissionSetAuthorPerson";
    public const string SubmissionSetContentType = "$XDSSubmissionSetContentType";
    public const string SubmissionSetEntryUuid = "$XDSSubmissionSetEntryUUID";
    public const string SubmissionSetPatientId = "$XDSSubmissionSetPatientId";
    public const string SubmissionSetSourceId = "$XDSSubmissionSetSourceId";
    public const string SubmissionSetStatus = "$XDSSubmissionSetStatus";
    public const string SubmissionSetSubmissionTimeFrom = "$XDSSubmissionSetSubmissionTimeFrom";
    public const string SubmissionSetSubmissionTimeTo = "$XDSSubmissionSetSubmissionTimeTo";
    public const string SubmissionSetUniqueId = "$XDSSubmissionSetUniqueId";
}
