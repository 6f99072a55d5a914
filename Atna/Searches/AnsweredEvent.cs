using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Searches;

/// <summary>A record as clients get it: always FHIR R4, whatever the sender wrote.</summary>
internal static class AnsweredEvent
{
    public static string UrlOf(Uri root, long sequence) => $"{root.AbsoluteUri}/AuditEvent/{sequence}";

    /// <summary>Null for a message that is no audit event.</summary>
    public static FhirElement? Of(AuditRecord record, Uri root)
    {
        var rawUri = $"{root.AbsoluteUri}/Binary/{record.Sequence}";
        return AuditEvents.Of(record, rawUri) is { } resource ? AuditEventRepair.Of(resource, rawUri) : null;
    }
}
