namespace XdsDmp.Metadata.Ebxml;

/// <summary>The slot names that IHE defines (ITI TF-3 §4.2.3; the last group: Metadata Update).</summary>
public static class SlotNames
{
    public const string CreationTime = "creationTime";
    public const string Hash = "hash";
    public const string LanguageCode = "languageCode";
    public const string LegalAuthenticator = "legalAuthenticator";
    public const string ReferenceIdList = "urn:ihe:iti:xds:2013:referenceIdList";
    public const string RepositoryUniqueId = "repositoryUniqueId";
    public const string ServiceStartTime = "serviceStartTime";
    public const string ServiceStopTime = "serviceStopTime";
    public const string Size = "size";
    public const string SourcePatientId = "sourcePatientId";
    public const string SourcePatientInfo = "sourcePatientInfo";
    public const string Uri = "URI";

    public const string IntendedRecipient = "intendedRecipient";
    public const string SubmissionTime = "submissionTime";
    public const string LastUpdateTime = "lastUpdateTime";

    public const string AuthorInstitution = "authorInstitution";
    public const string AuthorPerson = "authorPerson";
    public const string AuthorRole = "authorRole";
    public const string AuthorSpecialty = "authorSpecialty";
    public const string AuthorTelecommunication = "authorTelecommunication";
    public const string CodingScheme = "codingScheme";

    public const string SubmissionSetStatus = "SubmissionSetStatus";

    public const string AssociationPropagation = "AssociationPropagation";
    public const string DocumentAvailability = "documentAvailability";
    public const string NewStatus = "NewStatus";
    public const string OriginalStatus = "OriginalStatus";
    public const string PreviousVersion = "PreviousVersion";
}
