using System.Text.Json;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Repository.OnDemand;

/// <summary>What the maker of a document is told: the identifiers and the metadata of the On-Demand entry.</summary>
internal static class DocumentOrder
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public static byte[] Of(DocumentEntry entry) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            DocumentUniqueId = entry.UniqueId,
            EntryUuid = entry.Rim.Id,
            entry.RepositoryUniqueId,
            entry.HomeCommunityId,
            PatientId = entry.PatientId?.ToString(),
            entry.SourcePatientId,
            entry.SourcePatientInfo,
            entry.Title,
            entry.MimeType,
            entry.ClassCode,
            entry.TypeCode,
            entry.FormatCode,
            entry.LanguageCode,
            ServiceStartTime = entry.ServiceStartTime?.Digits,
            ServiceStopTime = entry.ServiceStopTime?.Digits,
            entry.ReferenceIds,
        },
        Form);
}
