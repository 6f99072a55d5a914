using System.Globalization;
using XdsDmp.Audit.Fhir;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The index of one record: a function of the record alone, so that it can be rebuilt, and verified, at any time.
/// </summary>
internal sealed record AuditIndex(IndexedEvent Event, IReadOnlyList<SearchTerm> Terms)
{
    /// <summary>Rises when the same record would be indexed in another way: then the index is made anew.</summary>
    public const int Version = 5;

    private const int MaxColumnLength = 256;

    public static AuditIndex Of(ReceivedMessage message)
    {
        var parsed = ParsedMessage.Of(message);

        // The number is not known yet, and no search asks for it here.
        var audit = AuditEvents.Of(message, parsed, sequence: 0);
        var terms = audit is null ? [] : AuditEventTerms.Of(audit);
        return new AuditIndex(EventOf(message, parsed, audit), terms);
    }

    private static IndexedEvent EventOf(ReceivedMessage message, ParsedMessage parsed, FhirElement? audit)
    {
        var (syslog, summary, _) = parsed;
        var findings = syslog.Findings.Count + summary.Findings.Count == 0
            ? null
            : string.Join(',', parsed.Findings.Select(finding => finding.Code).Distinct());
        var receivedAt = Microseconds.Of(message.ReceivedAt);
        return new IndexedEvent
        {
            ReceivedAt = receivedAt,
            EventTime = summary.Event.Time is { } time ? Microseconds.Of(time) : null,
            EventId = Column(summary.Event.Id?.Code),
            EventType = Column(summary.Event.TypeCodes.Count > 0 ? summary.Event.TypeCodes[0].Code : null),
            Action = Column(summary.Event.Action),
            Outcome = summary.Event.Outcome,
            SourceId = Column(summary.SourceId),
            HostName = Column(syslog.HostName),
            AppName = Column(syslog.AppName),
            MessageId = Column(syslog.MessageId),
            Findings = findings,
            ListedAt = audit is null ? null : TimeOf(audit) ?? receivedAt,
            HeaderTime = HeaderTime(message, syslog),
            Priority = syslog.Priority,
            PeriodStart = PeriodStart(audit?.Text("period", "start")),
        };
    }

    private static long? TimeOf(FhirElement audit) =>
        AuditEventTime.Of(audit) is { } time ? Microseconds.Of(time) : null;

    /// <summary>A day without time begins at midnight; one without zone is in UTC.</summary>
    private static long? PeriodStart(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? Microseconds.Of(start)
            : null;

    private static long? HeaderTime(ReceivedMessage message, SyslogSummary syslog) =>
        Transports.IsSyslog(message.Transport) ? Microseconds.Of(syslog.Timestamp ?? message.ReceivedAt) : null;

    private static string? Column(string? value) =>
        value is null ? null : StorableText.Cut(StorableText.Of(value), MaxColumnLength);
}
