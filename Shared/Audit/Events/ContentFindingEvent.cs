using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// A document was refused for what it holds, malicious software for instance (DICOM PS3.15 A.5.3, Security Alert; none
/// of its types says that).
/// </summary>
public static class ContentFindingEvent
{
    /// <param name="node">Who looked.</param>
    /// <param name="time">When.</param>
    /// <param name="documentUniqueId">The document, which is not kept.</param>
    /// <param name="finding">The name that the check gives to it.</param>
    public static AuditMessage Build(
        AuditNode node, DateTimeOffset time, string documentUniqueId, string finding) => new()
        {
            Event = NodeEvent.Of(
                EventIds.SecurityAlert, type: null, EventAction.Execute, time,
                new AuditOutcome(EventOutcome.SeriousFailure, finding)),
            ActiveParticipants = [node.ToParticipant(isRequestor: true)],
            Source = node.ToSource(),
            ParticipantObjects =
            [
                new ParticipantObject
                {
                    Id = documentUniqueId,
                    IdTypeCode = ObjectIdTypes.ReportNumber,
                    Type = ObjectType.SystemObject,
                    Role = ObjectRole.Report,
                    Details = [new ObjectDetail(DetailTypes.AlertDescription, finding)],
                },
            ],
        };
}
