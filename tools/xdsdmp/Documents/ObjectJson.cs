using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Documents;

/// <summary>Registry objects as JSON: the profile's attribute names.</summary>
internal static class ObjectJson
{
    public static object Of(QueryAnswer answer)
    {
        var found = new FoundObjects(answer.Objects);
        return new
        {
            answer.Response.Status,
            Documents = found.Documents.Select(Document),
            SubmissionSets = found.SubmissionSets.Select(SubmissionSet),
            Folders = found.Folders.Select(Folder),
            Associations = found.Associations.Select(Association),
            ObjectRefs = found.References,
            answer.Response.Errors,
        };
    }

    public static object Document(DocumentEntry entry) => new
    {
        EntryUuid = entry.Rim.Id,
        LogicalId = entry.Rim.Lid,
        Version = entry.Rim.VersionInfo?.VersionName,
        AvailabilityStatus = StatusOf(entry),
        entry.UniqueId,
        PatientId = entry.PatientId?.ToString(),
        entry.Title,
        entry.Comments,
        entry.MimeType,
        entry.ClassCode,
        entry.TypeCode,
        entry.FormatCode,
        entry.HealthcareFacilityTypeCode,
        entry.PracticeSettingCode,
        entry.ConfidentialityCodes,
        entry.EventCodes,
        entry.Authors,
        CreationTime = entry.CreationTime?.Digits,
        ServiceStartTime = entry.ServiceStartTime?.Digits,
        ServiceStopTime = entry.ServiceStopTime?.Digits,
        entry.LanguageCode,
        entry.Hash,
        entry.Size,
        entry.RepositoryUniqueId,
        entry.SourcePatientId,
        entry.SourcePatientInfo,
        entry.ReferenceIds,
        entry.IsOnDemand,
    };

    private static object SubmissionSet(SubmissionSet set) => new
    {
        EntryUuid = set.Rim.Id,
        AvailabilityStatus = StatusOf(set),
        set.UniqueId,
        set.SourceId,
        PatientId = set.PatientId?.ToString(),
        set.Title,
        set.Comments,
        set.ContentTypeCode,
        set.Authors,
        SubmissionTime = set.SubmissionTime?.Digits,
        set.IntendedRecipients,
    };

    private static object Folder(Folder folder) => new
    {
        EntryUuid = folder.Rim.Id,
        AvailabilityStatus = StatusOf(folder),
        folder.UniqueId,
        PatientId = folder.PatientId?.ToString(),
        folder.Title,
        folder.Comments,
        folder.Codes,
        LastUpdateTime = folder.LastUpdateTime?.Digits,
    };

    private static object Association(Association association) => new
    {
        EntryUuid = association.Rim.Id,
        Type = association.Rim.AssociationType,
        association.Rim.SourceObject,
        association.Rim.TargetObject,
        association.SubmissionSetStatus,
        AvailabilityStatus = StatusOf(association),
    };

    private static string? StatusOf(MetadataObject it) => AvailabilityStatuses.TryParse(it.Rim.Status)?.ToString();
}
