using System.Globalization;
using XdsDmp.Audit.Fhir;
using XdsDmp.Audit.Summaries;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Records as FHIR AuditEvents. Messages of all dialects become the same resource, and are indexed from it, so that one
/// search finds them alike.
/// </summary>
internal static class AuditEvents
{
    /// <summary>Null for a message that is no audit event.</summary>
    public static FhirElement? Of(AuditRecord record, string? rawUri = null) =>
        Of(record.Message, record.Parsed, record.Sequence, rawUri);

    public static FhirElement? Of(ReceivedMessage message, ParsedMessage parsed, long sequence, string? rawUri = null)
    {
        var identity = new AuditEventIdentity(
            sequence.ToString(CultureInfo.InvariantCulture), message.ReceivedAt, rawUri);
        var audit = parsed.Audit;
        if (CanBeFhir(parsed.Content.Span) && FhirReader.TryReadAuditEvent(parsed.Content) is { } resource)
        {
            return AuditEventMapping.Adopt(resource, identity);
        }

        return IsAuditEvent(audit) ? AuditEventMapping.Map(audit, identity) : null;
    }

    /// <summary>A message that was cut off is one all the same, as far as it says anything.</summary>
    private static bool IsAuditEvent(AuditSummary audit) => audit.IsParsed
        || audit.Event.Id is not null
        || audit.Event.TypeCodes.Count > 0
        || audit.Participants.Count > 0
        || audit.Objects.Count > 0;

    /// <summary>What is no FHIR at first sight is not worth a parser of its own.</summary>
    private static bool CanBeFhir(ReadOnlySpan<byte> content) => content.IndexOf("AuditEvent"u8) >= 0;
}
