namespace XdsDmp.Metadata.Errors;

/// <summary>
/// The closed list of error codes, spelled exactly as on the wire (ITI TF-3 table 4.2.4.1-2; the codes of Metadata
/// Update, Restricted Metadata Update and Remove Metadata and Documents come from their supplements).
/// </summary>
public enum RegistryErrorCode
{
    DocumentQueued,
    InvalidDocumentContent,
    PartialAppendContentNotProcessed,
    PartialFolderContentNotProcessed,
    PartialRelationshipContentNotProcessed,
    PartialReplaceContentNotProcessed,
    PartialTransformNotProcessed,
    PartialTransformReplaceNotProcessed,
    UnresolvedReferenceException,
    XDSDocumentUniqueIdError,
    XDSDuplicateUniqueIdInRegistry,
    XDSExtraMetadataNotSaved,
    XDSMissingDocument,
    XDSMissingDocumentMetadata,
    XDSMissingHomeCommunityId,
    XDSNonIdenticalHash,
    XDSNonIdenticalSize,
    XDSPatientIdDoesNotMatch,
    XDSRegistryBusy,
    XDSRegistryDeprecatedDocumentError,
    XDSRegistryDuplicateUniqueIdInMessage,
    XDSRegistryError,
    XDSRegistryMetadataError,
    XDSRegistryNotAvailable,
    XDSRegistryOutOfResources,

    /// <summary>Deprecated by the profile: known so that it can be read, never sent.</summary>
    XDSReplaceFailed,
    XDSRepositoryBusy,
    XDSRepositoryDuplicateUniqueIdInMessage,
    XDSRepositoryError,
    XDSRepositoryMetadataError,
    XDSRepositoryOutOfResources,
    XDSResultNotSinglePatient,
    XDSStoredQueryMissingParam,
    XDSStoredQueryParamNumber,
    XDSTooManyResults,
    XDSUnavailableCommunity,
    XDSUnknownCommunity,
    XDSUnknownPatientId,
    XDSUnknownRepositoryId,
    XDSUnknownStoredQuery,

    // Metadata Update (ITI-57) and Restricted Metadata Update (ITI-92)
    LocalPolicyRestrictionError,
    UnmodifiableMetadataError,
    XDSInvalidRequestException,
    XDSMetadataAnnotationError,
    XDSMetadataIdentifierError,
    XDSMetadataUpdateError,
    XDSMetadataUpdateOperationError,
    XDSMetadataVersionError,
    XDSObjectTypeError,
    XDSPatientIDReconciliationError,

    // Remove Metadata (ITI-62) and Remove Documents (ITI-86)
    ReferencesExistException,
    XDSRemoveDocumentsError,
    XDSUnreferencedObjectException,
}
