using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>An account was made, changed or removed (DICOM PS3.15 A.5.3, Security Alert).</summary>
public static class UserAttributesChangedEvent
{
    public static AuditMessage Build(
        AuditNode node, DateTimeOffset time, LogReader actor, string account, string alertDescription) => new()
        {
            Event = NodeEvent.Of(
                EventIds.SecurityAlert, EventTypes.UserSecurityAttributesChanged, EventAction.Execute, time,
                AuditOutcome.Success),
            ActiveParticipants = [actor.ToParticipant(), node.ToParticipant(isRequestor: false)],
            Source = node.ToSource(),
            ParticipantObjects =
            [
                new ParticipantObject
                {
                    Id = account,
                    IdTypeCode = new CodedValue("11", CodeSystems.Rfc3881, "User Identifier"),
                    Type = ObjectType.SystemObject,
                    Role = ObjectRole.SecurityResource,
                    Details = [new ObjectDetail(DetailTypes.AlertDescription, alertDescription)],
                },
            ],
        };
}
