using System.Globalization;
using XdsDmp.Atna.Storage.Segments;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Atna.Archiving;

/// <summary>
/// Audit messages about the records themselves: written to a file, removed. DICOM has the one event Audit Log Used
/// (PS3.15 A.5.3) for the log; action and life cycle of the object tell what was done with it.
/// </summary>
internal static class SegmentEvents
{
    public static AuditMessage Archived(AuditNode node, DateTimeOffset time, Segment segment, Uri file) =>
        Build(node, time, EventAction.Read, Object(segment, file.AbsoluteUri, DataLifeCycle.Archiving));

    public static AuditMessage Removed(AuditNode node, DateTimeOffset time, Segment segment, Uri log, string rule) =>
        Build(node, time, EventAction.Delete, Object(
            segment, log.AbsoluteUri, DataLifeCycle.PermanentErasure, new ObjectDetail("Rule", rule)));

    /// <summary>The chain does not agree with what was anchored (Security Alert, PS3.15 A.5.3).</summary>
    public static AuditMessage Contradicted(AuditNode node, DateTimeOffset time, Uri log, string text) => Build(
        node, time, EventAction.Execute,
        Object(log.AbsoluteUri, lifeCycle: null, new ObjectDetail(DetailTypes.AlertDescription, text)),
        EventIds.SecurityAlert,
        new AuditOutcome(EventOutcome.MajorFailure, text));

    private static AuditMessage Build(
        AuditNode node,
        DateTimeOffset time,
        EventAction action,
        ParticipantObject item,
        CodedValue? id = null,
        AuditOutcome? outcome = null) => new()
        {
            Event = new EventIdentification
            {
                Id = id ?? EventIds.AuditLogUsed,
                Action = action,
                Time = time,
                Outcome = outcome ?? AuditOutcome.Success,
            },
            ActiveParticipants = [node.ToParticipant(isRequestor: true)],
            Source = node.ToSource(),
            ParticipantObjects = [item],
        };

    private static ParticipantObject Object(
        Segment segment, string uri, DataLifeCycle lifeCycle, params IReadOnlyList<ObjectDetail> more) => Object(
            uri,
            lifeCycle,
            [
                new ObjectDetail("First", segment.First.ToString(CultureInfo.InvariantCulture)),
                new ObjectDetail("Last", segment.Last.ToString(CultureInfo.InvariantCulture)),
                new ObjectDetail("Records", segment.Records.ToString(CultureInfo.InvariantCulture)),
                new ObjectDetail("ReceivedFrom", segment.ReceivedFrom.ToString("O", CultureInfo.InvariantCulture)),
                new ObjectDetail("ReceivedTo", segment.ReceivedTo.ToString("O", CultureInfo.InvariantCulture)),
                new ObjectDetail("ChainHash", Convert.ToHexStringLower(segment.Chain.Span)),
                .. more,
            ]);

    private static ParticipantObject Object(
        string uri, DataLifeCycle? lifeCycle, params IReadOnlyList<ObjectDetail> details) => new()
        {
            Id = uri,
            IdTypeCode = ObjectIdTypes.Uri,
            Type = ObjectType.SystemObject,
            Role = ObjectRole.SecurityResource,
            LifeCycle = lifeCycle,
            Name = "Security Audit Log",
            Details = details,
        };
}
