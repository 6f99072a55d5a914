using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>Somebody read the audit log (DICOM PS3.15 A.5.3, Audit Log Used; for ITI-81 with the query).</summary>
public static class AuditLogUsedEvent
{
    public static AuditMessage Build(
        AuditNode node,
        DateTimeOffset time,
        IReadOnlyList<LogReader> readers,
        string logUri,
        LogSearch? search = null,
        AuditOutcome? outcome = null) => new()
        {
            Event = NodeEvent.Of(
                EventIds.AuditLogUsed,
                search is { IsTransaction: true } ? search.Kind : null,
                EventAction.Read,
                time,
                outcome ?? AuditOutcome.Success),
            ActiveParticipants = [.. readers.Select(reader => reader.ToParticipant())],
            Source = node.ToSource(),
            ParticipantObjects = search is null ? [Log(logUri)] : [Log(logUri), Query(logUri, search)],
        };

    /// <summary>The log as an object that something was done to.</summary>
    internal static ParticipantObject Log(string logUri) => new()
    {
        Id = logUri,
        IdTypeCode = ObjectIdTypes.Uri,
        Type = ObjectType.SystemObject,
        Role = ObjectRole.SecurityResource,
        Name = "Security Audit Log",
    };

    private static ParticipantObject Query(string logUri, LogSearch search) => new()
    {
        Id = logUri,
        IdTypeCode = search.Kind,
        Type = ObjectType.SystemObject,
        Role = ObjectRole.Query,
        Query = search.Request,
        Details = [new ObjectDetail(DetailTypes.QueryEncoding, "UTF-8")],
    };
}
